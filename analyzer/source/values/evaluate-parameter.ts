import { ts } from "ts-morph";
import { isFunctionNode } from "../syntax.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, FunctionNode, Value } from "./value.ts";
import { itemsOf } from "./value-items.ts";

/** Callers that are asked for their argument: a function called from more places is taken as seen enough. */
const MAX_CALLERS = 12;
const ARRAY_CALLBACKS = new Set(["map", "forEach", "flatMap", "filter", "find", "some", "every"]);

/** What a parameter may be: its default, the callers' arguments, or the elements that an array method hands over. */
export const parameterValues = (
  values: Evaluator,
  declaration: ts.ParameterDeclaration,
  env: Env | undefined,
): readonly Value[] => {
  const fn = declaration.parent;
  if (!isFunctionNode(fn)) return [];
  const index = fn.parameters.indexOf(declaration);
  const found: Value[] = declaration.initializer ? [...values.of(declaration.initializer, env)] : [];
  for (const call of values.callers(fn).slice(0, MAX_CALLERS)) {
    const argument = call.arguments?.[index];
    if (argument && !ts.isSpreadElement(argument)) found.push(...values.of(argument));
  }
  found.push(...callbackArgument(values, fn, index, env));
  return found;
};

/** The element that an array method hands to its callback. */
const callbackArgument = (
  values: Evaluator,
  fn: FunctionNode,
  index: number,
  env: Env | undefined,
): readonly Value[] => {
  const call = fn.parent;
  if (index !== 0 || !ts.isCallExpression(call) || call.arguments[0] !== fn) return [];
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !ARRAY_CALLBACKS.has(callee.name.text)) return [];
  return values.of(callee.expression, env).flatMap((v) => itemsOf(v, fn));
};
