import { ts } from "ts-morph";
import { kindsOfType } from "../kinds-of-type.ts";
import { arrayFrom, concatenated, filtered, flattened, mapped } from "./array-built-ins.ts";
import { memberOf } from "./evaluate-access.ts";
import type { Evaluator } from "./evaluator.ts";
import { mapGet } from "./map-get.ts";
import { objectBuiltIn } from "./object-built-ins.ts";
import { reducedEntries } from "./reduced-entries.ts";
import type { Env, Value } from "./value.ts";
import { itemsOf } from "./value-items.ts";

/** Methods that hand back what they were called on, as far as analysis cares. */
const SAME = new Set([
  "bind",
  "withConfig",
  "withRetry",
  "withListeners",
  "withFallbacks",
  "withTypes",
  "slice",
  "sort",
  "reverse",
  "filter",
  "toSorted",
  "toReversed",
  "freeze",
  "seal",
  "addNode",
  "addEdge",
  "addConditionalEdges",
  "addSequence",
  "setEntryPoint",
  "setFinishPoint",
  "asReadonly",
  "catch",
  "finally",
  "values",
  "trim",
  "toString",
  "readonly",
  "valueOf",
]);

/** What a call of a built-in gives (`Object.keys`, `list.map`, `map.get`, `x.bind`); undefined when it is none. */
export const builtInCall = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const method = callee.name.text;
  const first = call.arguments[0];
  if (first && ts.isIdentifier(callee.expression)) {
    const global = callee.expression.text;
    if (global === "Object") return objectBuiltIn(values, method, first, call, env);
    if (global === "Promise" && /^(all|resolve|race|allSettled)$/.test(method)) return values.of(first, env);
    if (global === "Array" && method === "from") return arrayFrom(values, first, call, env);
  }
  const kept = method === "filter" ? filtered(values, call, callee, env) : undefined;
  if (kept) return kept;
  if (SAME.has(method)) {
    const receiver = values.of(callee.expression, env);
    const opaque = receiver.every((v) => v.t === "unknown");
    const builder = kindsOfType(values.checker, values.checker.getTypeAtLocation(callee.expression)).has("builder");
    if (builder || !opaque || method === "bind") {
      const mayBeOwn = !values.references.isOnlyCalled(method);
      if (!mayBeOwn || !memberOf(values, receiver, callee).some((v) => v.t === "fn")) return receiver;
    }
  }
  if (method === "map" || method === "flatMap") return mapped(values, call, callee, env);
  if (method === "concat") return concatenated(values, call, callee, env);
  if (method === "reduce") return reducedEntries(values, call, callee, env);
  if (method === "get") return mapGet(values, callee, env);
  if (method === "flat") return flattened(values, callee, env);
  if (method === "at" || method === "find") return anyItem(values, call, callee, env);
  return undefined;
};

/** `list.at(i)`, `list.find(…)`: which one is not known, so any. */
const anyItem = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const source = values.of(callee.expression, env);
  return source.some((v) => v.t === "array") ? source.flatMap((v) => itemsOf(v, call)) : undefined;
};
