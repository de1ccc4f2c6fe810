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

/**
 * Everything that may conduct, with what it can pick. A node that only executes tool calls picks nothing of its own; a
 * name that stands for many nodes is nobody in the middle where there is somebody else.
 */
export const candidatesOf = (view: GraphView): readonly Candidate[] =>
  withoutMany(
    view,
    [START, ...view.names]
      .filter((node) => !view.toolNodes.has(node) || view.delegates.has(node))
      .map((node) => candidate(view, node))
      .filter((c) => c.workers.length > 0),
  );

/** Without the names that stand for many nodes, as long as one that stands for itself is left. */
const withoutMany = (view: GraphView, all: readonly Candidate[]): readonly Candidate[] => {
  const single = all.filter((c) => !view.several.has(c.node));
  return single.some((c) => c.node !== START) ? single : all;
};

const candidate = (view: GraphView, node: string): Candidate => {
  const sent = [...(view.picked.get(node) ?? [])].filter((to) => view.sent.has(to));
  const all = [...(view.picked.get(node) ?? [])].filter(
    (to) => to !== END && to !== node && (!view.toolNodes.has(to) || view.delegates.has(to)),
  );
  const workers = sent.length === 1 ? all.filter((to) => !view.sent.has(to)) : all; // many runs of one node are no choice
  const returning = workers.filter((to) => view.out.get(to)?.has(node) || alwaysReturns(view, to, node));
  return { node, workers, returning };
};

/** Comes back by every way, whatever its own nodes decide on the way: none of them ends the run or asks somebody else's. */
const alwaysReturns = (view: GraphView, from: string, to: string): boolean => {
  const seen = new Set([from]);
  let back = false;
  for (const at of seen) {
    const next = view.out.get(at) ?? new Set();
    if (next.has(END) || !next.size) return false;
    for (const name of next) {
      if (name === to) back = true;
      else seen.add(name);
    }
  }
  return back;
};
