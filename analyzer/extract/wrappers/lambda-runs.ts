import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { hasRole } from "../../source/surface-of.ts";
import { bare } from "../../source/syntax.ts";
import type { FunctionNode, Value } from "../../source/values/value.ts";
import { runBy } from "../run-by.ts";
import { reachesSite } from "./reaches-site.ts";

const MAX_DEPTH = 6;
const RUNS = ["invoke", "stream", "batch"];
/** Methods that give the same runnable with other settings. */
const SAME = /^(withConfig|withRetry|withFallbacks|withListeners|bind)$/;

/** Calls that run a `RunnableLambda`, alone or in a chain, whose body ends at a model. */
export const lambdaRuns = (analysis: Analysis, sites: ReadonlySet<ts.Node>): ts.CallExpression[] => {
  const found: ts.CallExpression[] = [];
  for (const method of RUNS)
    for (const id of analysis.references.named(method)) {
      const access = id.parent;
      if (!ts.isPropertyAccessExpression(access) || access.name !== id) continue;
      const call = access.parent;
      if (!ts.isCallExpression(call) || call.expression !== access || sites.has(call)) continue;
      const kinds = analysis.kinds.of(access.expression);
      if (!kinds.has("lambda") || kinds.has("model")) continue;
      const bodies = lambdaBodies(analysis, analysis.values.of(access.expression), 0);
      if (bodies.some((fn) => reachesSite(analysis, fn, sites))) found.push(call);
    }
  return found;
};

const lambdaBodies = (analysis: Analysis, values: readonly Value[], depth: number): readonly FunctionNode[] =>
  depth > MAX_DEPTH
    ? []
    : values.flatMap((value) => {
        if (value.t === "array") return value.items.flatMap((item) => lambdaBodies(analysis, item, depth + 1));
        if (value.t !== "made") return [];
        const callee = bare(value.node.expression);
        if (!ts.isPropertyAccessExpression(callee))
          return hasRole(analysis.references, callee, "lambda") ? runBy(analysis, [value]) : [];
        const parts = partsOf(analysis, callee, value.node);
        return parts.length
          ? parts.flatMap((part) => lambdaBodies(analysis, analysis.values.of(part, value.env), depth + 1))
          : hasRole(analysis.references, callee.expression, "lambda")
            ? runBy(analysis, [value])
            : [];
      });

/** The runnables that a call puts together, or changes only the settings of. */
const partsOf = (
  analysis: Analysis,
  callee: ts.PropertyAccessExpression,
  call: ts.NewExpression | ts.CallExpression,
): readonly ts.Expression[] => {
  if (SAME.test(callee.name.text)) return [callee.expression];
  const given = (call.arguments ?? []).filter((a) => !ts.isSpreadElement(a));
  if (callee.name.text === "pipe") return [callee.expression, ...given];
  return hasRole(analysis.references, callee.expression, "sequence") ? given : [];
};
