import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare } from "../source/syntax.ts";

const MAX_CHAIN = 12;

/**
 * False when a runnable is known to have no tools: each model in it is constructed in the open and nothing is bound to it.
 * Then its messages have no tool calls, whatever a router asks of them.
 */
export const mayCallTools = (analysis: Analysis, runnable: ts.Expression, depth = 0): boolean => {
  if (depth > MAX_CHAIN) return true;
  const at = bare(runnable);
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    const inner = at.expression.expression;
    const [first] = at.arguments;
    if (at.expression.name.text === "pipe" && first)
      return mayCallTools(analysis, inner, depth + 1) || mayCallTools(analysis, first, depth + 1);
    if (/^(withConfig|withRetry)$/.test(at.expression.name.text))
      return namesTools(at) || mayCallTools(analysis, inner, depth + 1);
  }
  if (ts.isNewExpression(at) || ts.isCallExpression(at)) return isOpaque(analysis, at) || namesTools(at);
  const values = analysis.values.of(at);
  return (
    !values.length || values.some((v) => v.t !== "made" || v.node === at || mayCallTools(analysis, v.node, depth + 1))
  );
};

/** No constructor that is known to be a model, prompt or parser. */
const isOpaque = (analysis: Analysis, made: ts.NewExpression | ts.CallExpression): boolean =>
  ts.isNewExpression(made)
    ? !hasRole(analysis.references, made.expression, "model", "prompt", "parser")
    : !(
        ts.isPropertyAccessExpression(made.expression) &&
        hasRole(analysis.references, made.expression.expression, "prompt", "parser")
      );

/** Options that may hand tools over: named so, or not all written here. */
const namesTools = (made: ts.NewExpression | ts.CallExpression): boolean =>
  (made.arguments ?? []).some((a) => {
    const options = bare(a);
    if (!ts.isObjectLiteralExpression(options)) return !ts.isStringLiteralLike(options);
    return /tool|function|kwargs/i.test(options.getText()) || options.properties.some(ts.isSpreadAssignment);
  });
