import { END, START } from "../extract/graph-model.ts";
import type { GraphView } from "./graph-view.ts";

/** A node (or the entry) that something picks the next node after. */
export interface Candidate {
  readonly node: string;
  /** What can be picked, without ends, itself and its own tools. */
  readonly workers: readonly string[];
  /** Workers that come back to it. */
  readonly returning: readonly string[];
}

/** Everything that may conduct, with what it can pick; a node that only executes tool calls picks nothing of its own. */
export const candidatesOf = (view: GraphView): readonly Candidate[] =>
  [START, ...view.names]
    .filter((node) => !view.toolNodes.has(node) || view.delegates.has(node))
    .map((node) => candidate(view, node))
    .filter((c) => c.workers.length > 0);

const candidate = (view: GraphView, node: string): Candidate => {
  const sent = [...(view.picked.get(node) ?? [])].filter((to) => view.sent.has(to));
  const all = [...(view.picked.get(node) ?? [])].filter(
    (to) => to !== END && to !== node && (!view.toolNodes.has(to) || view.delegates.has(to)),
  );
  const workers = sent.length === 1 ? all.filter((to) => !view.sent.has(to)) : all; // many runs of one node are no choice
  const returning = workers.filter((to) => view.out.get(to)?.has(node) || returnsByOneWay(view, to, node));
  return { node, workers, returning };
};

/** Comes back through nodes that have one way out: whatever they do, nobody decides before the node is asked again. */
const returnsByOneWay = (view: GraphView, from: string, to: string): boolean => {
  const seen = new Set([from]);
  let at = from;
  for (;;) {
    const next: readonly string[] = [...(view.out.get(at) ?? [])];
    const [only] = next;
    if (next.length !== 1 || only === undefined || seen.has(only)) return false;
    if (only === to) return true;
    if (only === END) return false;
    seen.add(only);
    at = only;
  }
};
