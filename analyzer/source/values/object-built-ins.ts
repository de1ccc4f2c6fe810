import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";
import { objectEntries } from "./value-items.ts";

/** `Object.keys`, `values`, `entries`, `fromEntries`, `assign`, `freeze` and `seal`; undefined for other methods. */
export const objectBuiltIn = (
  values: Evaluator,
  method: string,
  first: ts.Expression,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  if (method === "freeze" || method === "seal") return values.of(first, env);
  if (method === "assign") return call.arguments.flatMap((a) => (ts.isSpreadElement(a) ? [] : values.of(a, env)));
  if (method === "fromEntries") return fromEntries(values, first, env);
  if (!/^(keys|values|entries)$/.test(method)) return undefined;
  const known = values.of(first, env);
  return known.map((value): Value => {
    const pairs =
      value.t === "object"
        ? objectEntries(values, value)
        : value.t === "entries"
          ? [...value.entries]
          : enumEntries(values, first);
    if (!pairs) return { t: "unknown", node: call };
    const items = pairs.map(([key, v]): readonly Value[] => {
      const text: Value = { t: "text", text: key };
      return method === "keys" ? [text] : method === "values" ? v : [{ t: "array", items: [[text], v], open: false }];
    });
    return { t: "array", items, open: false };
  });
};

const fromEntries = (values: Evaluator, first: ts.Expression, env: Env | undefined): readonly Value[] | undefined => {
  const entries = new Map<string, readonly Value[]>();
  for (const value of values.of(first, env)) {
    if (value.t !== "array") return undefined;
    for (const pair of value.items.flat()) {
      const key = pair.t === "array" ? pair.items[0]?.find((v) => v.t === "text") : undefined;
      if (pair.t !== "array" || key?.t !== "text") return undefined;
      entries.set(key.text, pair.items[1] ?? []);
    }
  }
  return [{ t: "entries", entries }];
};

const enumEntries = (
  values: Evaluator,
  node: ts.Expression,
): readonly (readonly [string, readonly Value[]])[] | undefined => {
  const symbol = values.references.symbolOf(node);
  const declaration = symbol?.declarations?.find(ts.isEnumDeclaration);
  return declaration?.members.map((member) => {
    const value = values.checker.getConstantValue(member);
    const known: Value = typeof value === "string" ? { t: "text", text: value } : { t: "literal", value };
    return [member.name.getText(), [known]] as const;
  });
};
