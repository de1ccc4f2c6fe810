import { ts } from "ts-morph";
import { bare } from "../syntax.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/**
 * `list.filter(test)`: without the items that the test refuses whatever else happens, as far as it compares constants
 * (`x !== "end"`, `!skipped.includes(x)`, `kept.has(x)`); items that it may take stay.
 */
export const filtered = (
  values: Evaluator,
  source: readonly Value[],
  test: ts.Expression | undefined,
  env: Env | undefined,
): readonly Value[] => {
  const at = test && bare(test);
  const [parameter] = at && ts.isArrowFunction(at) ? at.parameters : [];
  if (!at || !ts.isArrowFunction(at) || !parameter || ts.isBlock(at.body)) return source;
  const body = at.body;
  const stays = (item: readonly Value[]): boolean =>
    truth(values, body, values.bind(parameter.name, item, env)) !== false;
  return source.map((v): Value => (v.t === "array" ? { ...v, items: v.items.filter(stays) } : v));
};

/** Whether a condition holds; undefined where that is not certain. */
const truth = (values: Evaluator, condition: ts.Expression, env: Env | undefined): boolean | undefined => {
  const at = bare(condition);
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = truth(values, at.operand, env);
    return inner === undefined ? undefined : !inner;
  }
  if (ts.isBinaryExpression(at)) return ofTwo(values, at, env);
  return ts.isCallExpression(at) ? isAmong(values, at, env) : undefined;
};

const ofTwo = (values: Evaluator, at: ts.BinaryExpression, env: Env | undefined): boolean | undefined => {
  const operator = at.operatorToken.getText();
  if (operator === "&&" || operator === "||") {
    const decided = operator === "||";
    const sides = [truth(values, at.left, env), truth(values, at.right, env)];
    if (sides.includes(decided)) return decided;
    return sides.includes(undefined) ? undefined : !decided;
  }
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [left, right] = [constant(values.of(at.left, env)), constant(values.of(at.right, env))];
  return left === undefined || right === undefined ? undefined : (left === right) === operator.startsWith("=");
};

/** `list.includes(x)`, `set.has(x)`. */
const isAmong = (values: Evaluator, call: ts.CallExpression, env: Env | undefined): boolean | undefined => {
  const [first] = call.arguments;
  const callee = call.expression;
  if (!first || !ts.isPropertyAccessExpression(callee) || !/^(includes|has)$/.test(callee.name.text)) return undefined;
  const sought = constant(values.of(first, env));
  const list = values.of(callee.expression, env).flatMap((v) => (v.t === "made" ? listOfSet(values, v) : [v]));
  const [only] = list;
  if (sought === undefined || list.length !== 1 || only?.t !== "array" || only.open) return undefined;
  const items = only.items.map(constant);
  if (items.includes(sought)) return true;
  return items.includes(undefined) ? undefined : false;
};

/** The list in `new Set([…])`. */
const listOfSet = (values: Evaluator, made: Value & { t: "made" }): readonly Value[] => {
  const [list] = made.node.arguments ?? [];
  const isSet = ts.isNewExpression(made.node) && made.node.expression.getText() === "Set";
  return isSet && list ? values.of(list, made.env) : [];
};

const constant = (of: readonly Value[]): string | undefined => {
  const [only] = of;
  return of.length === 1 && only?.t === "text" ? only.text : undefined;
};
