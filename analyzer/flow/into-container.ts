import { ts } from "ts-morph";
import { LIBRARIES } from "../source/program/program-paths.ts";
import type { Item, Walker } from "./item.ts";
import { storeInto } from "./store-into.ts";

const ADDS = new Set(["push", "unshift", "add", "append", "enqueue"]);

/** `list.push(v)`, `map.set(k, v)`: whoever reads the container sees it. */
export const intoContainer = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
): boolean => {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || ts.isNewExpression(call)) return false;
  const method = callee.name.text;
  const keeps = ADDS.has(method) || (method === "set" && index <= 1) || (method === "splice" && index >= 2);
  if (!keeps || !isStandardMethod(walker, callee)) return false;
  const kept = ts.isSpreadElement(item.node) ? item : { ...item, listed: true };
  storeInto(walker, kept, callee.expression, item.pending);
  return true;
};

/** True when the method is the standard library's, not one of the project's own classes with the same name. */
const isStandardMethod = (walker: Walker, callee: ts.PropertyAccessExpression): boolean => {
  const declarations = walker.analysis.references.symbolOf(callee.name)?.declarations;
  return declarations === undefined
    ? /^(push|unshift)$/.test(callee.name.text)
    : declarations.every((d) => d.getSourceFile().fileName.startsWith(LIBRARIES));
};
