import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import { typedValues } from "./literal-texts.ts";
import { assignedValues, withPushed } from "./stored-values.ts";
import type { Env, Value } from "./value.ts";
import { itemsOf } from "./value-items.ts";

/** What a variable may hold: its initializer, later assignments, what is pushed into it; for loops, the elements. */
export const variableValues = (
  values: Evaluator,
  declaration: ts.VariableDeclaration,
  symbol: ts.Symbol,
  env: Env | undefined,
): readonly Value[] => {
  const looped = loopValues(values, declaration, env);
  if (looped) return looped;
  const list = declaration.parent;
  const found = declaration.initializer ? [...values.of(declaration.initializer, env)] : [];
  const constant = ts.isVariableDeclarationList(list) && (list.flags & ts.NodeFlags.Const) !== 0;
  if (!constant) found.push(...assignedValues(values, symbol, env));
  if (found.some((v) => v.t === "array")) return found.map((v) => withPushed(values, v, symbol, env));
  if (found.length) return found;
  return ts.isIdentifier(declaration.name) ? typedValues(values, declaration.name) : [];
};

/** The elements that `for (const x of list)` hands to `x`; undefined for other variables. */
export const loopValues = (
  values: Evaluator,
  declaration: ts.VariableDeclaration,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isForOfStatement(list.parent)) return undefined;
  return values.of(list.parent.expression, env).flatMap((v) => itemsOf(v, declaration));
};

/** What a class's field may hold: its initializer, and what is assigned to it or pushed into it anywhere. */
export const fieldValues = (
  values: Evaluator,
  declaration: ts.PropertyDeclaration,
  symbol: ts.Symbol,
  env: Env | undefined,
): readonly Value[] => {
  const found = declaration.initializer ? [...values.of(declaration.initializer, env)] : [];
  found.push(...assignedValues(values, symbol, undefined));
  return found.map((v) => withPushed(values, v, symbol, env));
};

/** What JavaScript's `this.list = […]` or `exports.list = […]`, which declares what it writes, gives it. */
export const writtenFieldValues = (
  values: Evaluator,
  declaration: ts.BinaryExpression,
  symbol: ts.Symbol,
): readonly Value[] => values.of(declaration.right).map((v) => withPushed(values, v, symbol, undefined));
