import { ts } from "ts-morph";
import type { DispatchSite } from "../../contracts/audited-site.ts";
import type { Analysis } from "../source/analysis.ts";
import { hasMarker } from "../source/kinds-of-type.ts";
import { dressed, enclosingFunction, oneLine } from "../source/syntax.ts";
import { runsGraph } from "./find-call-sites.ts";

/** A dispatch site before it is joined to an app. */
export interface FoundDispatch extends Omit<DispatchSite, "app"> {
  readonly node: ts.CallExpression;
}

/** Every place that sets a compiled graph, a prebuilt agent or a remote assistant running. */
export const findDispatchSites = (analysis: Analysis): FoundDispatch[] => {
  const found: FoundDispatch[] = [];
  for (const node of analysis.references.nodes) {
    if (!ts.isCallExpression(node)) continue;
    const isRemote = runsRemote(analysis, node);
    if (!isRemote && !runsGraph(analysis, node)) continue;
    const callee = node.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const remote = isRemote ? { remote: true as const } : {};
    found.push({ node, ...analysis.placeOf(name), expr: oneLine(node), mode: modeOf(node), ...remote });
  }
  return found;
};

/** `client.runs.create(thread, "graph-id", …)` of the platform's SDK. */
export const runsRemote = (analysis: Analysis, call: ts.CallExpression | ts.NewExpression): boolean => {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(create|stream|wait|batch)$/.test(callee.name.text)) return false;
  const runs = callee.expression;
  return (
    ts.isPropertyAccessExpression(runs) &&
    runs.name.text === "runs" &&
    hasMarker(analysis.checker, analysis.checker.getTypeAtLocation(runs.expression), "$remote")
  );
};

/** The id of the graph that such a call runs, where the code fixes it. */
export const remoteGraph = (analysis: Analysis, call: ts.CallExpression): string | undefined => {
  const id = runsRemote(analysis, call) ? call.arguments[1] : undefined;
  const { texts, complete } = id ? analysis.values.texts(id) : { texts: [], complete: false };
  return complete && texts.length === 1 ? texts[0] : undefined;
};

const modeOf = (call: ts.CallExpression): DispatchSite["mode"] => {
  const callee = call.expression;
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
  if (/stream/i.test(method)) return "streaming";
  return isForgotten(call) ? "fire-and-forget" : "request-response";
};

/** Neither awaited, returned, stored nor handed on: `void graph.invoke(…)`, `graph.invoke(…).catch(log)`. */
const isForgotten = (call: ts.CallExpression): boolean => {
  let at: ts.Node = dressed(call);
  if (at !== call && ts.isAwaitExpression(at)) return false;
  for (;;) {
    const parent = at.parent;
    if (ts.isAwaitExpression(parent)) return false;
    if (
      ts.isPropertyAccessExpression(parent) &&
      ts.isCallExpression(parent.parent) &&
      /^(then|catch|finally)$/.test(parent.name.text)
    )
      at = parent.parent;
    else if (ts.isParenthesizedExpression(parent)) at = parent;
    else
      return (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) && enclosingFunction(call) !== undefined;
  }
};
