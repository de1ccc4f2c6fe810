import type { Shape } from "../../contracts/audited-app.ts";
import { END, START } from "../extract/graph-model.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { type GraphView, reaches } from "./graph-view.ts";

/** Who decides in a hand-written graph, and how the app is run. */
export interface Conducting {
  readonly shape: Shape;
  /** Name of the conductor or router node; null when there is none. */
  readonly conductor: string | null;
  readonly workers: readonly string[];
  /** The function that conducts where no node does. */
  readonly router?: FunctionNode;
}

interface Candidate {
  readonly node: string;
  readonly workers: readonly string[];
  readonly returning: readonly string[];
}

/** Finds the node that gets control back and decides what runs next, or the one that decides once; by edges, never by names. */
export const findConductor = (view: GraphView): Conducting => {
  const candidates = [START, ...view.names].map((node) => candidate(view, node)).filter((c) => c.workers.length > 0);
  const nodes = candidates.filter((c) => c.node !== START);
  const hub = best(
    nodes.filter((c) => c.returning.length >= 2),
    (c) => c.returning.length,
  );
  const shared = view.sharedRouter;
  if (
    shared &&
    shared.after.length >= 3 &&
    shared.targets.length >= 3 &&
    shared.after.length > (hub?.returning.length ?? 0)
  )
    return { shape: "supervisor", conductor: null, router: shared.fn, workers: shared.targets };
  if (hub) return { shape: "supervisor", conductor: hub.node, workers: hub.workers };
  const planner = nodes.find((c) => isPlanExecute(view, c));
  if (planner) return { shape: "plan-execute", conductor: planner.node, workers: planner.workers };
  const lone = best(
    nodes.filter((c) => c.returning.length === 1 && c.workers.length >= 2),
    (c) => c.workers.length,
  );
  if (shared && !lone && shared.after.length >= 2 && shared.targets.length >= 2)
    return { shape: "supervisor", conductor: null, router: shared.fn, workers: shared.targets };
  const router = best(
    candidates.filter((c) => isRouter(view, c)),
    (c) => c.workers.length,
  );
  if (lone && (!router || lone.workers.length >= router.workers.length))
    return { shape: "supervisor", conductor: lone.node, workers: lone.workers };
  if (router)
    return { shape: "router", conductor: router.node === START ? null : router.node, workers: router.workers };
  const delegating = nodes.find((c) => view.agents.has(c.node) && c.returning.some((w) => view.delegates.has(w)));
  if (delegating) return { shape: "agents-as-tools", conductor: delegating.node, workers: delegating.workers };
  return { shape: plainShape(view), conductor: null, workers: [] };
};

/** Decides among agents; a node that runs a model decides among whatever it likes. */
const isRouter = (view: GraphView, c: Candidate): boolean => {
  const agents = c.workers.filter((w) => view.agents.has(w)).length;
  return agents >= 2 || (view.judges.has(c.node) && c.workers.length >= 2 && agents >= 1);
};

const best = (candidates: readonly Candidate[], score: (c: Candidate) => number): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((a, b) => (!a || score(b) > score(a) ? b : a), undefined);

const candidate = (view: GraphView, node: string): Candidate => {
  const sent = [...(view.picked.get(node) ?? [])].filter((to) => view.sent.has(to));
  const all = [...(view.picked.get(node) ?? [])].filter(
    (to) => to !== END && to !== node && (!view.toolNodes.has(to) || view.delegates.has(to)),
  );
  const workers = sent.length === 1 ? all.filter((to) => !view.sent.has(to)) : all; // many runs of one node are no choice
  const returning = workers.filter((to) => view.out.get(to)?.has(node) || returnsThroughPlumbing(view, to, node));
  return { node, workers, returning };
};

/** Comes back through nodes that run no model and have one way out. */
const returnsThroughPlumbing = (view: GraphView, from: string, to: string): boolean => {
  const seen = new Set([from]);
  let at = from;
  for (;;) {
    const next: readonly string[] = [...(view.out.get(at) ?? [])];
    const [only] = next;
    if (next.length !== 1 || only === undefined || seen.has(only)) return false;
    if (only === to) return true;
    if (view.agents.has(only) || only === END) return false;
    seen.add(only);
    at = only;
  }
};

/** One worker, run again and again: a planner before the loop, and a node that decides whether to go on. */
const isPlanExecute = (view: GraphView, c: Candidate): boolean => {
  if (c.node === START || c.workers.length !== 1 || c.returning.length !== 1 || !view.agents.has(c.node)) return false;
  const [worker] = c.workers;
  if (worker === undefined || !view.agents.has(worker)) return false;
  return view.names.some(
    (p) =>
      p !== c.node &&
      p !== worker &&
      view.agents.has(p) &&
      (view.fixed.get(p)?.has(worker) ?? false) &&
      !reaches(view, worker, p, c.node),
  );
};

const plainShape = (view: GraphView): Shape => {
  const agents = view.names.filter((n) => view.agents.has(n));
  if (agents.length <= 1 && view.names.length <= 2) return "single-agent";
  const linear = view.names.every((n) => (view.picked.get(n)?.size ?? 0) === 0 && (view.fixed.get(n)?.size ?? 0) <= 1);
  if (linear && view.names.length >= 2) return "pipeline";
  return agents.length <= 1 ? "single-agent" : "other";
};
