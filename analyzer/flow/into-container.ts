import { ts } from "ts-morph";
import { LIBRARIES } from "../source/program/program-paths.ts";
import { at, type Item, type Walker } from "./item.ts";
import { containerUses } from "./step-assign.ts";

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
  const kept = ADDS.has(method) || (method === "set" && index <= 1) || (method === "splice" && index >= 2);
  if (!kept || !isStandardMethod(walker, callee)) return false;
  const holder = callee.expression;
  if (ts.isIdentifier(holder)) containerUses(walker, item, holder, item.pending);
  else if (ts.isPropertyAccessExpression(holder)) {
    const symbol = walker.analysis.references.symbolOf(holder.name);
    if (!symbol) {
      walker.sink("escape", "kept in a container that does not resolve", item);
      return true;
    }
    for (const use of walker.analysis.references.usesOf(symbol)) {
      const access = ts.isPropertyAccessExpression(use.parent) && use.parent.name === use ? use.parent : use;
      if (access !== holder) walker.push(at(item, access));
    }
    walker.sink("guard", "kept in an object's list", item);
  } else walker.sink("escape", "kept in a container that is not followed", item);
  return true;
};

/** True when the method is the standard library's, not one of the project's own classes with the same name. */
const isStandardMethod = (walker: Walker, callee: ts.PropertyAccessExpression): boolean => {
  const declarations = walker.analysis.references.symbolOf(callee.name)?.declarations;
  return declarations === undefined
    ? /^(push|unshift)$/.test(callee.name.text)
    : declarations.every((d) => d.getSourceFile().fileName.startsWith(LIBRARIES));
};
