import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** A list literal, spreads opened; open when one of them is not known. */
export const arrayValue = (values: Evaluator, node: ts.ArrayLiteralExpression, env: Env | undefined): Value => {
  const items: (readonly Value[])[] = [];
  let open = false;
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      items.push(values.of(element, env));
      continue;
    }
    for (const value of values.of(element.expression, env)) {
      if (value.t === "array") {
        items.push(...value.items);
        open ||= value.open;
      } else if (value.t !== "literal") open = true;
    }
  }
  return { t: "array", items, open };
};
