import { ts } from "ts-morph";
import { bare } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** A text that a condition looks at: where in the state it is, and whether it is lowered first. */
export interface TestedText {
  /** As in `ruleTestSchema`. */
  readonly channel: string;
  readonly lowered: boolean;
}

/**
 * The part of its state that an expression in a node's function reads, by syntax alone: members of the first parameter, the
 * last of a list, constants of the function that hold such, `toLowerCase()`, `String(…)` and `?? ""` around it. null: more than that.
 */
export const testedText = (fn: FunctionNode, expression: ts.Expression): TestedText | null => {
  const { inner, lowered } = unwrapped(expression);
  const path = pathOf(fn, inner);
  if (path === null) return null;
  if (typeof path !== "string") return { channel: path.channel, lowered: lowered || path.lowered };
  return path === "" ? null : { channel: path, lowered };
};

const unwrapped = (expression: ts.Expression): { readonly inner: ts.Expression; readonly lowered: boolean } => {
  let inner = bare(expression);
  let lowered = false;
  for (;;) {
    if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) {
      if (inner.expression.name.text !== "toLowerCase" || inner.arguments.length > 0) break;
      lowered = true;
      inner = bare(inner.expression.expression);
    } else if (ts.isCallExpression(inner) && inner.expression.getText() === "String" && inner.arguments[0]) {
      inner = bare(inner.arguments[0]);
    } else if (ts.isBinaryExpression(inner) && isFallback(inner)) {
      inner = bare(inner.left);
    } else break;
  }
  return { inner, lowered };
};

/** `?? ""` and `|| ""`: where there is no text, there is none. */
const isFallback = ({ operatorToken, right }: ts.BinaryExpression): boolean => {
  const other = bare(right);
  const isOr =
    operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || operatorToken.kind === ts.SyntaxKind.BarBarToken;
  return isOr && ts.isStringLiteralLike(other) && other.text === "";
};

/** A path below the state ("" is the state itself), or the text that a constant stands for; null: neither. */
const pathOf = (fn: FunctionNode, expression: ts.Expression): string | TestedText | null => {
  const node = bare(expression);
  if (ts.isIdentifier(node)) return meaningOf(fn, node);
  const holder = heldBy(node);
  if (holder === null) return null;
  const above = pathOf(fn, holder.of);
  if (typeof above !== "string") return null;
  return above === "" ? (holder.name === "-1" ? null : holder.name) : `${above}.${holder.name}`;
};

/** `x.name`, `x.at(-1)`, `x[x.length - 1]`. */
const heldBy = (node: ts.Expression): { readonly of: ts.Expression; readonly name: string } | null => {
  if (ts.isPropertyAccessExpression(node)) return { of: node.expression, name: node.name.text };
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const isLast = node.expression.name.text === "at" && node.arguments[0]?.getText() === "-1";
    return isLast ? { of: node.expression.expression, name: "-1" } : null;
  }
  if (!ts.isElementAccessExpression(node)) return null;
  const list = bare(node.expression).getText();
  const isLast = node.argumentExpression.getText().replace(/\s/g, "") === `${list.replace(/\s/g, "")}.length-1`;
  return isLast ? { of: node.expression, name: "-1" } : null;
};

/** What a name stands for: the state, a member of it taken apart in the parameter, or a constant of the function. */
const meaningOf = (fn: FunctionNode, { text }: ts.Identifier): string | TestedText | null => {
  const [parameter] = fn.parameters;
  if (parameter && ts.isIdentifier(parameter.name) && parameter.name.text === text) return "";
  const apart = parameter && takenApart(parameter.name, text);
  if (apart !== undefined) return apart;
  if (!fn.body || !ts.isBlock(fn.body)) return null;
  const found = fn.body.statements.flatMap((it) => (ts.isVariableStatement(it) ? declared(it, text) : []));
  const [only, another] = found;
  if (!only?.initializer || another) return null;
  const whole = pathOf(fn, only.initializer);
  if (!ts.isIdentifier(only.name)) {
    const part = takenApart(only.name, text);
    return whole === "" && part !== undefined ? part : null;
  }
  return typeof whole === "string" ? whole : testedText(fn, only.initializer);
};

const declared = ({ declarationList }: ts.VariableStatement, name: string): ts.VariableDeclaration[] =>
  (declarationList.flags & ts.NodeFlags.Const) === 0
    ? []
    : declarationList.declarations.filter((it) =>
        ts.isIdentifier(it.name) ? it.name.text === name : takenApart(it.name, name) !== undefined,
      );

const takenApart = (pattern: ts.BindingName, name: string): string | undefined => {
  if (!ts.isObjectBindingPattern(pattern)) return undefined;
  const own = pattern.elements.find((it) => ts.isIdentifier(it.name) && it.name.text === name);
  if (!own || own.initializer || own.dotDotDotToken) return undefined;
  return own.propertyName ? (ts.isIdentifier(own.propertyName) ? own.propertyName.text : undefined) : name;
};
