import { addOpenHop } from "./find-commands.ts";
import type { GraphModel } from "./graph-model.ts";

/**
 * Adds the `ends` that a node declares where nothing is seen of what it does inside (an agent of another package, an
 * injected one) and no hop of it is known: what it declares is all there is.
 */
export const addDeclaredEnds = (graph: GraphModel): void => {
  for (const node of graph.nodes.values()) {
    const isKnown =
      node.functions.length > 0 ||
      graph.edges.some((e) => e.from === node.name && e.kind !== "static") ||
      graph.routes.some((r) => r.from === node.name);
    if (isKnown) continue;
    for (const to of node.ends)
      graph.edges.push({ from: node.name, to, kind: "command", label: null, place: node.place });
    if (node.endsOpen) addOpenHop(graph, node.name, node.place, node.ends);
  }
};
