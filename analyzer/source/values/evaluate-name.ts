import type { ts } from "ts-morph";
import { declaredValues } from "./evaluate-declaration.ts";
import type { Evaluator } from "./evaluator.ts";
import { typedValues } from "./literal-texts.ts";
import { type Env, lookup, type Value } from "./value.ts";

/** What a name stands for: bound by the environment, else by its declarations, else by its type. */
export const nameValues = (values: Evaluator, node: ts.Identifier, env: Env | undefined): readonly Value[] => {
  if (node.text === "undefined") return [{ t: "literal", value: undefined }];
  const symbol = values.references.symbolOf(node);
  if (!symbol) return typedValues(values, node);
  const bound = lookup(env, symbol);
  if (bound) return bound;
  const found = declaredValues(values, symbol, env);
  return found.length ? found : typedValues(values, node);
};
