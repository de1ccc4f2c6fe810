import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { isFunctionNode } from "../source/syntax.ts";
import type { FunctionNode, Value } from "../source/values/value.ts";

const MAX_DEPTH = 4;

/**
 * The functions that run when a node, router or tool made from these values runs: the function itself, the one inside a
 * `RunnableLambda`, `tool(fn)` or a wrapper that is not part of the project, or the `invoke` of an own class.
 */
export const runBy = (
  analysis: Analysis,
  values: readonly Value[],
  expr?: ts.Expression,
  depth = 0,
): FunctionNode[] => {
  const found = new Set<FunctionNode>();
  for (const value of values) {
    if (value.t === "fn") found.add(value.node);
    else if (value.t === "made" && depth < MAX_DEPTH)
      for (const fn of insideMade(analysis, value, depth)) found.add(fn);
    else if (value.t === "object" && depth < MAX_DEPTH)
      for (const fn of runBy(analysis, analysis.values.property([value], "invoke", value.node), undefined, depth + 1))
        found.add(fn);
  }
  if (!found.size && expr) for (const fn of declaredMethod(analysis, expr)) found.add(fn);
  return [...found];
};

const insideMade = (analysis: Analysis, value: Value & { t: "made" }, depth: number): FunctionNode[] => {
  const { node } = value;
  const known = hasRole(
    analysis.references,
    node.expression,
    "react-agent",
    "deep-agent",
    "supervisor",
    "swarm",
    "builder",
    "model",
    "vendor-client",
  );
  const piped =
    ts.isPropertyAccessExpression(node.expression) &&
    /^(pipe|assign|withConfig|withRetry|withFallbacks)$/.test(node.expression.name.text);
  if (known || piped) return []; // the parts of a chain are no bodies of its own
  if (ts.isNewExpression(node)) {
    const own = analysis.values.property([value], "invoke", node).filter((v) => v.t === "fn");
    if (own.length) return runBy(analysis, own, undefined, depth + 1);
  }
  const handed = (node.arguments ?? []).flatMap((argument) => {
    if (ts.isSpreadElement(argument)) return [];
    return analysis.values.of(argument, value.env).filter((v) => v.t === "fn" || (v.t === "object" && hasCallback(v)));
  });
  return handed.flatMap((v) =>
    v.t === "object"
      ? runBy(analysis, analysis.values.property([v], "func", v.node), undefined, depth + 1)
      : runBy(analysis, [v], undefined, depth + 1),
  );
};

const hasCallback = (value: Value & { t: "object" }): boolean =>
  value.node.properties.some((p) => p.name && ts.isIdentifier(p.name) && p.name.text === "func");

/** A method named by the checker where values are lost, as in `addNode("a", service.run)` with `service` injected. */
const declaredMethod = (analysis: Analysis, expr: ts.Expression): FunctionNode[] => {
  let at = expr;
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression) && at.expression.name.text === "bind")
    at = at.expression.expression;
  const symbol = ts.isPropertyAccessExpression(at) ? analysis.references.symbolOf(at.name) : undefined;
  return (symbol?.declarations ?? []).filter((d): d is FunctionNode => isFunctionNode(d) && d.body !== undefined);
};
