import { END, type GraphModel, START } from "../extract/graph-model.ts";

/** The nodes that `from` may pick among. Where not all are known, those that come back to it and those nobody else leads to count. */
export const pickable = (graph: GraphModel, from: string): readonly string[] => {
  const known = graph.edges.filter((e) => e.from === from && e.kind !== "static" && e.to !== END).map((e) => e.to);
  if (!graph.routes.some((r) => r.from === from && !r.complete)) return [...new Set(known)];
  const returning = graph.edges.filter((e) => e.to === from && graph.nodes.has(e.from)).map((e) => e.from);
  const reached = new Set(graph.edges.map((e) => e.to));
  const orphans = [...graph.nodes.keys()].filter((n) => !reached.has(n) && n !== from);
  return [...new Set([...known, ...returning, ...orphans])];
};

/**
 * True when every way from the start to `node` passes `target`: then picking `target` sends the work back to where it
 * came from, which is a verdict on the work and no choice of who does it.
 */
export const comesFrom = (graph: GraphModel, node: string, target: string): boolean => {
  const queue = [START];
  const seen = new Set(queue);
  for (const at of queue) {
    if (at !== node && graph.routes.some((r) => r.from === at && !r.complete)) return false; // may lead anywhere
    for (const edge of graph.edges) {
      if (edge.from !== at || edge.to === target || seen.has(edge.to)) continue;
      if (edge.to === node) return false;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  return seen.size > 1 || graph.edges.some((e) => e.from === START && e.to === target);
};
