import { ts } from "ts-morph";
import type { FoundDispatch } from "../extract/find-dispatch-sites.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { graphOfValue } from "./sub-graphs.ts";

/** The calls that run each graph. */
export type RunsOf = ReadonlyMap<GraphModel, readonly ts.CallExpression[]>;

/** Joins dispatch sites to the hand-written graphs that they run. */
export const runsOfGraphs = (
  analysis: Analysis,
  graphs: readonly GraphModel[],
  dispatches: readonly FoundDispatch[],
): RunsOf => {
  const runs = new Map<GraphModel, ts.CallExpression[]>();
  for (const node of [...dispatches.map((d) => d.node), ...stateReads(analysis)]) {
    if (!ts.isPropertyAccessExpression(node.expression)) continue;
    for (const value of analysis.values.of(node.expression.expression)) {
      const graph = graphOfValue(graphs, value);
      if (graph) runs.set(graph, [...(runs.get(graph) ?? []), node]);
    }
  }
  for (const [held, call] of heldRuns(analysis))
    for (const value of analysis.values.of(held)) {
      const graph = graphOfValue(graphs, value);
      if (graph) runs.set(graph, [...(runs.get(graph) ?? []), call]);
    }
  return runs;
};

/** `const run = graph.invoke.bind(graph)`: the graph, with each call of `run`. */
const heldRuns = (analysis: Analysis): readonly (readonly [ts.Expression, ts.CallExpression])[] =>
  ["invoke", "stream", "batch"].flatMap((name) =>
    analysis.references.named(name).flatMap((id) => {
      const method = id.parent;
      if (!ts.isPropertyAccessExpression(method) || method.name !== id || isCallee(method)) return [];
      const bind = method.parent;
      const bound = ts.isPropertyAccessExpression(bind) && isCallee(bind) ? bind.parent : method;
      const holder = bound.parent;
      const symbol =
        ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)
          ? analysis.checker.getSymbolAtLocation(holder.name)
          : undefined;
      return (symbol ? analysis.references.usesOf(symbol) : []).flatMap((use) =>
        ts.isCallExpression(use.parent) && use.parent.expression === use
          ? [[method.expression, use.parent] as const]
          : [],
      );
    }),
  );

const isCallee = (node: ts.Expression): boolean => ts.isCallExpression(node.parent) && node.parent.expression === node;

/** `graph.getState(…)`: gives the state as a run does. */
const stateReads = (analysis: Analysis): readonly ts.CallExpression[] =>
  ["getState", "getStateHistory"].flatMap((name) =>
    analysis.references.named(name).flatMap((id) => {
      const call = id.parent.parent;
      return ts.isPropertyAccessExpression(id.parent) && ts.isCallExpression(call) && call.expression === id.parent
        ? [call]
        : [];
    }),
  );
