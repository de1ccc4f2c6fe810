import type { GraphModel } from "../extract/graph-model.ts";
import { makes } from "../extract/made-from.ts";
import type { Value } from "../source/values/value.ts";

/** Where a graph is a node of another one. */
export interface Parent {
  readonly graph: GraphModel;
  readonly node: string;
}

/** The graph that a compiled value was made from, if it is one of `graphs`. */
export const graphOfValue = (graphs: readonly GraphModel[], value: Value): GraphModel | undefined =>
  graphs.find((graph) => makes(value, graph));

const memo = new WeakMap<readonly GraphModel[], ReadonlyMap<GraphModel, readonly Parent[]>>();

/** The graphs that run this one as a node. */
export const parentGraphs = (graphs: readonly GraphModel[], graph: GraphModel): readonly Parent[] => {
  let parents = memo.get(graphs);
  if (!parents) {
    parents = findParents(graphs);
    memo.set(graphs, parents);
  }
  return parents.get(graph) ?? [];
};

const findParents = (graphs: readonly GraphModel[]): ReadonlyMap<GraphModel, readonly Parent[]> => {
  const parents = new Map<GraphModel, Parent[]>();
  for (const parent of graphs)
    for (const node of parent.nodes.values())
      for (const value of node.values) {
        const child = graphOfValue(graphs, value);
        if (child && child !== parent)
          parents.set(child, [...(parents.get(child) ?? []), { graph: parent, node: node.name }]);
      }
  return parents;
};

/** The graphs that this one runs as nodes. */
export const childGraphs = (graphs: readonly GraphModel[], graph: GraphModel): readonly GraphModel[] =>
  [...graph.nodes.values()]
    .flatMap((node) => node.values.flatMap((v) => graphOfValue(graphs, v) ?? []))
    .filter((child) => child !== graph);
