import { ts } from "ts-morph";
import { returnedExpressions } from "../syntax.ts";
import { constantCondition } from "./constant-condition.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** `Array.from(source, mapper?)`. */
export const arrayFrom = (
  values: Evaluator,
  first: ts.Expression,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const source = values.of(first, env);
  const mapper = call.arguments[1];
  if (!mapper) return source;
  return applied(values, source, mapper, call, env);
};

/** `list.map(fn)`: what the function makes of each element; undefined when the function is not known. */
export const mapped = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const callback = call.arguments[0];
  const source = values.of(callee.expression, env);
  if (!callback || !values.of(callback, env).some((v) => v.t === "fn")) return undefined;
  return applied(values, source, callback, call, env);
};

const applied = (
  values: Evaluator,
  source: readonly Value[],
  callback: ts.Expression,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] =>
  source.map((value): Value => {
    const functions = values.of(callback, env).filter((v) => v.t === "fn");
    const unknown: Value = { t: "unknown", node: call };
    // what a list holds at run time is not known, what the callback makes of each element may be
    const elements = value.t === "array" ? value.items : [[unknown]];
    const items = elements.map((item) =>
      functions.flatMap((f) => {
        const parameter = f.node.parameters[0];
        const inner = parameter ? values.bind(parameter.name, item, f.env) : f.env;
        return returnedExpressions(f.node).flatMap((e) => values.of(e, inner));
      }),
    );
    return { t: "array", items, open: value.t !== "array" || value.open };
  });

/** `list.filter(fn)`: without the elements of which it is certain that they go; undefined when the list is not known. */
export const filtered = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const [predicate] = call.arguments;
  const source = values.of(callee.expression, env);
  if (!predicate || !source.some((v) => v.t === "array")) return undefined;
  const functions = values.of(predicate, env).filter((v) => v.t === "fn");
  const goes = (item: readonly Value[]): boolean =>
    functions.length > 0 &&
    functions.every((f) => {
      const parameter = f.node.parameters[0];
      const inner = parameter ? values.bind(parameter.name, item, f.env) : f.env;
      const [returned, other] = returnedExpressions(f.node);
      return returned !== undefined && !other && constantCondition(values, returned, inner) === false;
    });
  return source.map((v): Value => (v.t === "array" ? { ...v, items: v.items.filter((item) => !goes(item)) } : v));
};

/** `list.concat(…)`; undefined when the list is not known. */
export const concatenated = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const head = values.of(callee.expression, env).filter((v) => v.t === "array");
  if (!head.length) return undefined;
  const items = head.flatMap((v) => v.items);
  let open = head.some((v) => v.open);
  for (const argument of call.arguments)
    for (const value of ts.isSpreadElement(argument) ? [] : values.of(argument, env)) {
      if (value.t === "array") {
        items.push(...value.items);
        open ||= value.open;
      } else items.push([value]);
    }
  return [{ t: "array", items, open }];
};

/** `list.flat()`; undefined when the list is not known. */
export const flattened = (
  values: Evaluator,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const source = values.of(callee.expression, env);
  if (!source.some((v) => v.t === "array")) return undefined;
  return source.map((v): Value => (v.t === "array" ? { ...v, items: v.items.flatMap(innerItems) } : v));
};

/** The items of an element that is a list itself; any other element as it is. */
const innerItems = (item: readonly Value[]): readonly (readonly Value[])[] =>
  item.flatMap((value) => (value.t === "array" ? value.items : [[value]]));
