import { ts } from "ts-morph";
import { bare } from "../syntax.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** True or false where a condition only compares names that are constant here; undefined for any other. */
export const constantCondition = (
  values: Evaluator,
  condition: ts.Expression,
  env: Env | undefined,
): boolean | undefined => {
  const node = bare(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = constantCondition(values, node.operand, env);
    return inner === undefined ? undefined : !inner;
  }
  if (ts.isCallExpression(node)) return included(values, node, env);
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.getText();
  if (operator === "&&" || operator === "||") return combined(values, node, operator === "||", env);
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [left, right] = [only(values, node.left, env), only(values, node.right, env)];
  if (left === undefined || right === undefined) return undefined;
  return operator.startsWith("!") ? left !== right : left === right;
};

const combined = (values: Evaluator, { left, right }: ts.BinaryExpression, isOr: boolean, env: Env | undefined) => {
  const [a, b] = [constantCondition(values, left, env), constantCondition(values, right, env)];
  if (a === isOr || b === isOr) return isOr;
  return a === undefined || b === undefined ? undefined : !isOr;
};

/** `["a", "b"].includes(name)`, `new Set(["a", "b"]).has(name)`, also by way of a name. */
const included = (values: Evaluator, call: ts.CallExpression, env: Env | undefined): boolean | undefined => {
  const [wanted] = call.arguments;
  const asked = call.expression;
  if (!wanted || !ts.isPropertyAccessExpression(asked) || !/^(includes|has)$/.test(asked.name.text)) return undefined;
  const text = only(values, wanted, env);
  const [list, other] = values.of(asked.expression, env).flatMap((v) => (v.t === "made" ? inSet(values, v) : [v]));
  if (text === undefined || other || list?.t !== "array" || list.open) return undefined;
  const known = list.items.map((item) => (item.length === 1 && item[0]?.t === "text" ? item[0].text : undefined));
  if (known.includes(text)) return true;
  return known.includes(undefined) ? undefined : false;
};

/** The list that a set is made of. */
const inSet = (values: Evaluator, { node, env }: Value & { t: "made" }): readonly Value[] => {
  const [list] = node.arguments ?? [];
  return list && ts.isNewExpression(node) && node.expression.getText() === "Set" ? values.of(list, env) : [];
};

const only = (values: Evaluator, node: ts.Expression, env: Env | undefined): string | undefined => {
  const [value, other] = values.of(node, env);
  return other || value?.t !== "text" ? undefined : value.text;
};
