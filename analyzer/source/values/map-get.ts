import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** `map.get(k)`: whatever `map.set` put in, or the entries handed to its constructor; undefined when it is no `Map`. */
export const mapGet = (
  values: Evaluator,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const source = values.of(callee.expression, env);
  const maps = source.filter(
    (v) => v.t === "made" && ts.isNewExpression(v.node) && v.node.expression.getText() === "Map",
  );
  if (!maps.length) return undefined;
  const holder = ts.isPropertyAccessExpression(callee.expression) ? callee.expression.name : callee.expression;
  const symbol = values.references.symbolOf(holder);
  const found: Value[] = [];
  for (const id of symbol ? values.references.usesWhere(symbol, isSet) : []) {
    const stored = setIn(id);
    if (stored) found.push(...values.of(stored));
  }
  for (const map of maps) {
    const first = map.t === "made" ? map.node.arguments?.[0] : undefined;
    for (const value of first ? values.of(first) : [])
      if (value.t === "array")
        for (const pair of value.items.flat()) if (pair.t === "array") found.push(...(pair.items[1] ?? []));
  }
  return found.length ? found : undefined;
};

/** The value that `map.set(key, value)` puts in. */
const setIn = (id: ts.Identifier): ts.Expression | undefined => {
  const target = ts.isPropertyAccessExpression(id.parent) && id.parent.name === id ? id.parent : id;
  const set = target.parent;
  return ts.isPropertyAccessExpression(set) && set.name.text === "set" && ts.isCallExpression(set.parent)
    ? set.parent.arguments[1]
    : undefined;
};

const isSet = (id: ts.Identifier): boolean => setIn(id) !== undefined;
