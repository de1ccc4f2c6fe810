import type { ts } from "ts-morph";
import { kindsOfType } from "../kinds-of-type.ts";
import { declaredValues } from "./evaluate-declaration.ts";
import type { Evaluator } from "./evaluator.ts";
import { typedValues } from "./literal-texts.ts";
import type { Env, Value } from "./value.ts";
import { itemsOf, objectValues } from "./value-items.ts";

/** What `o.name` may be: a property of what `o` is, else what the member's declarations say, else its type. */
export const memberValues = (
  values: Evaluator,
  node: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] =>
  values.references.isOnlyCalled(node.name.text)
    ? [{ t: "unknown", node }]
    : memberOf(values, values.of(node.expression, env), node);

/** The same where it is known already what `o` is: chains of calls ask twice at each link otherwise. */
export const memberOf = (
  values: Evaluator,
  holders: readonly Value[],
  node: ts.PropertyAccessExpression,
): readonly Value[] => {
  if (
    node.name.text === "graph" &&
    kindsOfType(values.checker, values.checker.getTypeAtLocation(node.expression)).has("agent")
  )
    return holders; // `createAgent(…).graph`
  const found = knownProperty(values, holders, node.name.text, node);
  if (found.length) return found;
  const symbol = values.references.symbolOf(node.name);
  const declared = symbol ? declaredValues(values, symbol, undefined) : [];
  return declared.length ? declared : typedValues(values, node);
};

/** What `o[key]` may be: by constant keys or index; where the key is open, any element. */
export const elementValues = (
  values: Evaluator,
  node: ts.ElementAccessExpression,
  env: Env | undefined,
): readonly Value[] => {
  const holders = values.of(node.expression, env);
  const key = values.texts(node.argumentExpression, env);
  const found = key.complete
    ? key.texts.flatMap((name) => knownProperty(values, holders, name, node))
    : anyElement(values, holders, node, env);
  return found.length ? found : typedValues(values, node);
};

const knownProperty = (values: Evaluator, holders: readonly Value[], name: string, at: ts.Node): readonly Value[] =>
  values.property(holders, name, at).filter((v) => v.t !== "unknown");

const anyElement = (
  values: Evaluator,
  holders: readonly Value[],
  node: ts.ElementAccessExpression,
  env: Env | undefined,
): readonly Value[] => {
  const index = values.of(node.argumentExpression, env).find((v) => v.t === "literal");
  return holders.flatMap((v): readonly Value[] => {
    if (v.t === "array" && index?.t === "literal" && typeof index.value === "number") return v.items[index.value] ?? [];
    if (v.t === "object") return objectValues(values, v);
    if (v.t === "entries") return [...v.entries.values()].flat();
    return itemsOf(v, node);
  });
};
