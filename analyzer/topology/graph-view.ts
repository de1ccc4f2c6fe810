import type { GraphModel } from "../extract/graph-model.ts";
import { END, START } from "../extract/graph-model.ts";

/** A graph as sets of names: what topology questions are asked of. */
export interface GraphView {
  readonly names: readonly string[];
  /** Nodes that run a model, an agent or a graph. */
  readonly agents: ReadonlySet<string>;
  /** Prebuilt tool executors, and nodes that only run tools. */
  readonly toolNodes: ReadonlySet<string>;
  /** Every way out of a node; ends included. */
  readonly out: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ways that are always taken. */
  readonly fixed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ways that somebody or something picks. */
  readonly picked: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Builds the view; where a picker's targets are not all known, every node that comes back to it counts as one. */
export const graphView = (graph: GraphModel, agents: ReadonlySet<string>, toolNodes: ReadonlySet<string>): GraphView => {
  const out = new Map<string, Set<string>>();
  const fixed = new Map<string, Set<string>>();
  const picked = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, from: string, to: string) => {
    const set = map.get(from);
    if (set) set.add(to);
    else map.set(from, new Set([to]));
  };
  for (const edge of graph.edges) {
    add(out, edge.from, edge.to);
    add(edge.kind === "static" ? fixed : picked, edge.from, edge.to);
  }
  for (const route of graph.routes) {
    if (route.complete) continue;
    const reached = new Set([...out.entries()].flatMap(([from, tos]) => (from === route.from ? [] : [...tos])));
    for (const name of graph.nodes.keys()) {
      const returns = out.get(name)?.has(route.from) ?? false;
      const orphan = !reached.has(name) && !out.get(START)?.has(name);
      if (name === route.from || (!returns && !orphan)) continue;
      add(out, route.from, name);
      add(picked, route.from, name);
    }
  }
  return { names: [...graph.nodes.keys()], agents, toolNodes, out, fixed, picked };
};

/** True when `to` can be reached from `from` without passing `avoid`. */
export const reaches = (view: GraphView, from: string, to: string, avoid?: string): boolean => {
  const seen = new Set([from]);
  const queue = [from];
  for (const name of queue)
    for (const next of view.out.get(name) ?? []) {
      if (next === to) return true;
      if (next === avoid || next === END || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  return false;
};
