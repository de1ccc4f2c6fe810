import { ts } from "ts-morph";
import { hasRole } from "../source/surface-of.ts";
import { bare, enclosingFunction, propertyName, returnedExpressions } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { Walker } from "./item.ts";

/** A constant that a branch gives, with where in the returned value it sits. */
export interface Choice {
  readonly node: ts.Expression;
  readonly path: string;
}

/** The constants among the parts of an expression; what calls give is not chosen by a condition, only whether they run. */
export const choicesIn = (walker: Walker, node: ts.Expression, path = ""): readonly Choice[] => {
  if (isConstant(walker, node)) return [{ node, path }];
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return choicesIn(walker, node.expression, path);
  if (ts.isConditionalExpression(node))
    return [...choicesIn(walker, node.whenTrue, path), ...choicesIn(walker, node.whenFalse, path)];
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((e) => (ts.isSpreadElement(e) ? [] : choicesIn(walker, e, `${path}[]`)));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((p) =>
      ts.isPropertyAssignment(p) ? choicesIn(walker, p.initializer, `${path}.${propertyName(p.name) ?? "*"}`) : [],
    );
  if (ts.isNewExpression(node) && hasRole(walker.analysis.references, node.expression, "command", "send"))
    return (node.arguments ?? []).flatMap((a) => choicesIn(walker, a, path));
  return [];
};

/** Nothing: `undefined`, `null`, `""`. */
export const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isIdentifier(node) && node.text === "undefined") ||
  (ts.isStringLiteralLike(node) && node.text === "");

/** True when every `return` that the condition can still lead to gives the same constant at this place: then nothing is chosen. */
export const isAlwaysTheSame = (walker: Walker, choice: Choice, condition: ts.Node): boolean => {
  const fn = enclosingFunction(choice.node);
  if (!fn || choice.path === "") return false;
  const from = firstRunAgain(condition, fn);
  const returned = finalReturns(walker, fn, from);
  const own = constantText(walker, choice.node);
  return (
    returned.length > 0 &&
    returned.every((r) => {
      const there = choicesIn(walker, r).filter((c) => c.path === choice.path);
      return there.length > 0
        ? there.every((c) => constantText(walker, c.node) === own)
        : own === "undefined" && !dynamicAt(r, choice.path);
    })
  );
};

const MAX_HELPERS = 4;

/** Where what runs after the condition begins: at the condition, or at the loop around it. */
const firstRunAgain = (condition: ts.Node, fn: FunctionNode): number => {
  let from = condition.pos;
  for (let at = condition; at && at !== fn; at = at.parent) if (ts.isIterationStatement(at, false)) from = at.pos;
  return from;
};

/** What a function returns from a position on; where it returns what a helper of the project gives, what that one returns. */
const finalReturns = (walker: Walker, fn: FunctionNode, from = 0, depth = 0): readonly ts.Expression[] =>
  returnedExpressions(fn).flatMap((returned) => {
    if (returned.end <= from) return [];
    const call = bare(returned);
    if (ts.isConditionalExpression(call)) return [call.whenTrue, call.whenFalse];
    const helpers =
      ts.isCallExpression(call) && depth < MAX_HELPERS
        ? walker.analysis.values.functions(call.expression).filter((f) => f.body)
        : [];
    const inner = helpers.flatMap((helper) => finalReturns(walker, helper, 0, depth + 1));
    return helpers.length && inner.length ? inner : [returned];
  });

/** True when the returned object has something that is no constant at the path. */
const dynamicAt = (node: ts.Expression, path: string): boolean => {
  const name = path.split(".").pop() ?? "";
  return new RegExp(`\\b${name.replace(/[^\w$]/g, "")}\\b`).test(node.getText()) || /\.\.\./.test(node.getText());
};

const constantText = (walker: Walker, node: ts.Expression): string => {
  if (isNothing(node)) return "undefined";
  const known = walker.analysis.values.texts(node);
  return known.complete ? known.texts.join("|") : node.getText();
};

const isConstant = (walker: Walker, node: ts.Expression): boolean => {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || isNothing(node)) return true;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const values = walker.analysis.values.of(node);
  return values.length > 0 && values.every((v) => v.t === "text");
};
