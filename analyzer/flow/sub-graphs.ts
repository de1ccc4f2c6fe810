import type { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Value } from "../source/value.ts";
import type { Walker } from "./item.ts";

/** Where a graph is a node of another one. */
export interface Parent {
  readonly graph: GraphModel;
  readonly node: string;
}

/** The graph that a compiled value was made from, if it is one of `graphs`. */
export const graphOfValue = (walker: Pick<Walker, "analysis" | "graphs">, value: Value): GraphModel | undefined => {
  if (value.t !== "made") return undefined;
  return walker.graphs.find((g) => g.compiles.includes(value.node as ts.CallExpression) || g.origin === value.node);
};

const memo = new WeakMap<readonly GraphModel[], ReadonlyMap<GraphModel, readonly Parent[]>>();

/** The graphs that run this one as a node. */
export const parentGraphs = (walker: Pick<Walker, "analysis" | "graphs">, graph: GraphModel): readonly Parent[] => {
  let parents = memo.get(walker.graphs);
  if (!parents) {
    parents = findParents(walker);
    memo.set(walker.graphs, parents);
  }
  return parents.get(graph) ?? [];
};

const findParents = (walker: Pick<Walker, "analysis" | "graphs">): ReadonlyMap<GraphModel, readonly Parent[]> => {
  const parents = new Map<GraphModel, Parent[]>();
  for (const parent of walker.graphs)
    for (const node of parent.nodes.values())
      for (const value of node.values) {
        const child = graphOfValue(walker, value);
        if (child && child !== parent)
          parents.set(child, [...(parents.get(child) ?? []), { graph: parent, node: node.name }]);
      }
  return parents;
};

/** The graphs that this one runs as nodes. */
export const childGraphs = (walker: Pick<Walker, "analysis" | "graphs">, graph: GraphModel): readonly GraphModel[] =>
  [...graph.nodes.values()]
    .flatMap((node) => node.values.flatMap((v) => graphOfValue(walker, v) ?? []))
    .filter((child) => child !== graph);
