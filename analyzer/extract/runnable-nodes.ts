import type { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import type { GraphModel } from "./graph-model.ts";
import type { Site } from "./site.ts";

/** Chains handed to `addNode` or used as routers: the framework runs them, there is no `.invoke` in sight. */
export const runnableNodes = (analysis: Analysis, graphs: readonly GraphModel[]): Site[] => {
  const found = new Map<ts.Node, Site>();
  const look = (expr: ts.Expression | undefined, hasFunctions: boolean) => {
    if (!expr || hasFunctions || found.has(expr)) return;
    if (analysis.kinds.of(expr).has("model"))
      found.set(expr, { node: expr, kind: "implicit", runs: "model", receiver: undefined, prebuilt: null });
  };
  for (const graph of graphs) {
    for (const node of graph.nodes.values())
      look(
        node.expr,
        node.values.some((v) => v.t === "fn"),
      );
    for (const route of graph.routes) look(route.expr, route.functions.length > 0);
  }
  return [...found.values()];
};
