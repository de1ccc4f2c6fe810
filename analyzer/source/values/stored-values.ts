import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** What is assigned to a variable or field later, anywhere. */
export const assignedValues = (values: Evaluator, symbol: ts.Symbol, env: Env | undefined): readonly Value[] => {
  const found: Value[] = [];
  for (const id of values.references.usesWhere(symbol, isAssigned)) {
    const assigned = assignedTo(id);
    if (assigned) found.push(...values.of(assigned, env));
  }
  return found;
};

/** What is assigned to a variable or field where it is named. */
const assignedTo = (id: ts.Identifier): ts.Expression | undefined => {
  const target = named(id);
  const parent = target.parent;
  return ts.isBinaryExpression(parent) && parent.left === target && ASSIGNMENTS.has(parent.operatorToken.kind)
    ? parent.right
    : undefined;
};

/** `list`, or `this.list` of its last name. */
const named = (id: ts.Identifier): ts.Expression =>
  ts.isPropertyAccessExpression(id.parent) && id.parent.name === id ? id.parent : id;

const isAssigned = (id: ts.Identifier): boolean => assignedTo(id) !== undefined;

const ASSIGNMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

/** An array with what `push` and `unshift` add to it later; any other value as it is. */
export const withPushed = (values: Evaluator, value: Value, symbol: ts.Symbol, env: Env | undefined): Value => {
  if (value.t !== "array") return value;
  const items = [...value.items];
  let open = value.open;
  for (const id of values.references.usesWhere(symbol, isPushedTo))
    for (const argument of pushedTo(id)) {
      if (!ts.isSpreadElement(argument)) {
        items.push(values.of(argument, env));
        continue;
      }
      for (const spread of values.of(argument.expression, env)) {
        if (spread.t === "array") items.push(...spread.items);
        else open = true;
      }
    }
  return items.length === value.items.length && open === value.open ? value : { t: "array", items, open };
};

/** Arguments of `list.push(…)` where `id` is the list. */
const pushedTo = (id: ts.Identifier): readonly ts.Expression[] => {
  const list = named(id);
  const method = list.parent;
  if (
    !ts.isPropertyAccessExpression(method) ||
    method.expression !== list ||
    !/^(push|unshift)$/.test(method.name.text)
  )
    return [];
  const call = method.parent;
  return ts.isCallExpression(call) && call.expression === method ? call.arguments : [];
};

const isPushedTo = (id: ts.Identifier): boolean => pushedTo(id).length > 0;
