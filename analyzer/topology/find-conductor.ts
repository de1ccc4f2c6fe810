import type { Shape } from "../../contracts/audited-app.ts";
import { END, START } from "../extract/graph-model.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { type Candidate, candidatesOf } from "./candidates.ts";
import { type GraphView, reaches } from "./graph-view.ts";
import type { HiddenDispatch } from "./hidden-dispatch.ts";
import { swarmOf } from "./swarm-of.ts";

/** gate: the model approves or sends back; work: its answer chooses nothing, so code does (an error, a limit). */
export type NoChoice = "gate" | "work";

/** Who decides in a hand-written graph, and how the app is run. */
export interface Conducting {
  readonly shape: Shape;
  /** Name of the conductor or router node; null when there is none. */
  readonly conductor: string | null;
  readonly workers: readonly string[];
  /** The function that conducts where no node does. */
  readonly router?: FunctionNode;
  /** It decides by its model's judgement alone: where that turns out to be what is named here, nobody conducts. */
  readonly unless?: readonly NoChoice[];
  /** Dispatch inside nodes, where that is part of how the app is run. */
  readonly hidden?: readonly HiddenDispatch[];
}

/** Finds the node that gets control back and decides what runs next, or the one that decides once; by edges, never by names. */
export const findConductor = (view: GraphView): Conducting => {
  const candidates = candidatesOf(view);
  const nodes = candidates.filter((c) => c.node !== START);
  const peers = swarmOf(view);
  if (peers.length) return { shape: "swarm", conductor: null, workers: peers };
  return (
    byHub(view, nodes) ??
    byLoop(view, nodes) ??
    byRouter(view, candidates, nodes) ??
    byJudgement(view, candidates) ??
    withoutConductor(view)
  );
};

/** The router beside a node that workers come back to: the one that decides where the other only serves them. */
export const routerBeside = (view: GraphView, hub: string): Conducting | undefined => {
  const router = routerOf(
    view,
    candidatesOf(view).filter((c) => c.node !== hub),
  );
  return router && as("router", router);
};

/** The shape that a graph has when nobody conducts. */
export const withoutConductor = (view: GraphView): Conducting => ({
  shape: plainShape(view),
  conductor: null,
  workers: [],
});

const as = (shape: Shape, c: Candidate): Conducting => ({
  shape,
  conductor: c.node === START ? null : c.node,
  workers: c.workers,
});

/** At least two workers come back to one node, or one function answers after several nodes what runs next. */
const byHub = (view: GraphView, nodes: readonly Candidate[]): Conducting | undefined => {
  const count = (c: Candidate): number => c.returning.reduce((n, w) => n + (view.several.has(w) ? 2 : 1), 0);
  const hub = best(
    nodes.filter((c) => count(c) >= 2),
    count,
  );
  const shared = view.sharedRouter;
  if (shared && shared.after.length >= 3 && shared.targets.length >= 3) {
    const asksForHub = hub !== undefined && shared.after.includes(hub.node);
    if (asksForHub || shared.after.length > (hub?.returning.length ?? 0))
      return { shape: "supervisor", conductor: null, router: shared.fn, workers: shared.targets };
  }
  return hub && as("supervisor", hub);
};

/** A planner before a loop over one worker; a loop with one returning worker among several; a router shared by two nodes. */
const byLoop = (view: GraphView, nodes: readonly Candidate[]): Conducting | undefined => {
  const planner = nodes.find((c) => isPlanExecute(view, c));
  if (planner) return as("plan-execute", planner);
  const lone = best(
    nodes.filter((c) => c.returning.length === 1 && c.workers.length >= 2 && !isOwnLoop(view, c)),
    (c) => c.workers.length,
  );
  const shared = view.sharedRouter;
  if (shared && !lone && shared.after.length >= 2 && shared.targets.length >= 2)
    return { shape: "supervisor", conductor: null, router: shared.fn, workers: shared.targets };
  if (!lone) return undefined;
  const router = routerOf(view, [...nodes]);
  return !router || lone.workers.length >= router.workers.length ? as("supervisor", lone) : undefined;
};

/**
 * A loop that is no conducting: what comes back is no agent (a queue worked off, a tool run, an approval), or it has
 * already run before the node is first asked (work, check, again or on).
 */
const isOwnLoop = (view: GraphView, c: Candidate): boolean =>
  c.returning.every((worker) => !view.agents.has(worker) || reaches(view, START, worker, c.node));

/** A node that decides once among agents; an agent whose tools run others; code that decides at the entry. */
const byRouter = (
  view: GraphView,
  candidates: readonly Candidate[],
  nodes: readonly Candidate[],
): Conducting | undefined => {
  const router = routerOf(view, candidates);
  const delegating = !router || router.node === START ? byDelegation(view, nodes) : undefined;
  if (!router || delegating) return delegating;
  return isAmongAgents(view, router) ? as("router", router) : { ...as("router", router), unless: ["work"] };
};

const routerOf = (view: GraphView, candidates: readonly Candidate[]): Candidate | undefined =>
  best(
    candidates.filter((c) => isRouter(view, c) && !isShortWay(view, c, candidates)),
    (c) => c.workers.length,
  );

/** The entry that either asks a router or goes past it, to one of several whom that one would pick. */
const isShortWay = (view: GraphView, c: Candidate, candidates: readonly Candidate[]): boolean =>
  c.node === START &&
  candidates.some(
    (it) =>
      c.workers.includes(it.node) && isRouter(view, it) && it.workers.filter((w) => c.workers.includes(w)).length >= 2,
  );

/** Decides among agents; a node that runs a model decides among whatever it likes. */
const isRouter = (view: GraphView, c: Candidate): boolean =>
  isAmongAgents(view, c) || (view.judges.has(c.node) && c.workers.length >= 2 && agentsAmong(view, c) >= 1);

const isAmongAgents = (view: GraphView, c: Candidate): boolean => agentsAmong(view, c) >= 2;

const agentsAmong = (view: GraphView, c: Candidate): number =>
  new Set(
    c.workers
      .filter((w) => !c.workers.some((other) => alwaysComesTo(view, other, w)))
      .map((w) => leadsTo(view, w, c.node))
      .filter((w) => view.agents.has(w)),
  ).size;

/** Every way from a node comes to another by plain edges: to go there at once skips what is between, and chooses nobody. */
const alwaysComesTo = (view: GraphView, from: string, to: string): boolean => onlyWayFrom(view, from).includes(to);

/** The agent that a node prepares the work of: behind it, with no other way to go; the node itself where there is none. */
const leadsTo = (view: GraphView, node: string, avoid: string): string => {
  if (view.agents.has(node)) return node;
  const first = onlyWayFrom(view, node).find((it) => it === avoid || view.agents.has(it));
  return first === undefined || first === avoid ? node : first;
};

/** What comes after a node, one after the other, as long as there is one way to go; up to where it would go round. */
const onlyWayFrom = (view: GraphView, node: string): readonly string[] => {
  const way = new Set([node]);
  for (const at of way) {
    const [next, ...more] = [...(view.out.get(at) ?? [])];
    if (next !== undefined && !more.length) way.add(next); // grows as it is gone through
  }
  return [...way].slice(1);
};

/** An agent whose tools run other agents. */
const byDelegation = (view: GraphView, nodes: readonly Candidate[]): Conducting | undefined => {
  const delegating = nodes.find((c) => view.agents.has(c.node) && c.returning.some((w) => isDelegate(view, w, c.node)));
  return delegating && as("agents-as-tools", delegating);
};

/** Runs other agents, or hands over to one: a person's approval that only goes on to the tool or back does neither. */
const isDelegate = (view: GraphView, node: string, asker: string): boolean => {
  if (!view.delegates.has(node)) return false;
  const handed = view.handed.get(node);
  return !handed || view.agents.has(node) || [...handed].some((to) => to !== asker && view.agents.has(to));
};

/**
 * What is left of deciding: a model that picks among any nodes, whether one agent's work goes round again, or a label
 * for whoever runs the graph; code that picks at the entry between an agent and something else.
 */
const byJudgement = (view: GraphView, candidates: readonly Candidate[]): Conducting | undefined => {
  const decides = best(
    candidates.filter(
      (c) =>
        c.workers.length >= 2 &&
        (view.judges.has(c.node) || (c.node === START && c.workers.some((w) => view.agents.has(w)))),
    ),
    (c) => c.workers.length,
  );
  if (decides) return { ...as("router", decides), unless: ["gate", "work"] };
  const again = candidates.find((c) => view.judges.has(c.node) && c.workers.some((w) => goesRound(view, w, c.node)));
  if (again) return { ...as("router", again), unless: ["gate", "work"] };
  const [labelling] = view.names.filter((n) => view.labelling.has(n) && view.judges.has(n));
  return labelling === undefined
    ? undefined
    : { shape: "router", conductor: labelling, workers: [], unless: ["gate", "work"] };
};

const goesRound = (view: GraphView, worker: string, judge: string): boolean =>
  view.agents.has(worker) && reaches(view, worker, judge, END);

const best = (candidates: readonly Candidate[], score: (c: Candidate) => number): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((a, b) => (!a || score(b) > score(a) ? b : a), undefined);

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
  if (view.several.size) return "other"; // how many there are is not known
  if (agents.length <= 1 && view.names.length <= 2) return "single-agent";
  const linear = view.names.every((n) => (view.picked.get(n)?.size ?? 0) === 0 && (view.out.get(n)?.size ?? 0) <= 1);
  if (linear && view.names.length >= 2) return "pipeline";
  return agents.length <= 1 ? "single-agent" : "other";
};
