import { ts } from "ts-morph";
import { calledFunctions } from "./called-functions.ts";
import type { Item, Walker } from "./item.ts";
import { trailRoot } from "./trail-root.ts";

/**
 * True for a call in a loop's body that makes the very call whose answer the loop looks at once more, in this form or
 * another: a second try, which hands nothing on.
 */
export const isTriedAgain = (walker: Walker, item: Item, body: ts.Node, call: ts.CallExpression): boolean => {
  const first = trailRoot(item);
  if (first === call) return true;
  if (!ts.isCallExpression(first) || !ts.findAncestor(first, (node) => node === body)) return false;
  if (isSameMethod(walker, first, call)) return true;
  const [own, other] = [calledFunctions(walker, first), calledFunctions(walker, call)];
  return own.length > 0 && own.length === other.length && own.every((fn) => other.includes(fn));
};

/** A method of one name, of what is held by one name. */
const isSameMethod = (walker: Walker, { expression: a }: ts.CallExpression, { expression: b }: ts.CallExpression) => {
  if (!ts.isPropertyAccessExpression(a) || !ts.isPropertyAccessExpression(b) || a.name.text !== b.name.text)
    return false;
  const { references } = walker.analysis;
  const holder = ts.isIdentifier(a.expression) ? references.symbolOf(a.expression) : undefined;
  return holder !== undefined && ts.isIdentifier(b.expression) && references.symbolOf(b.expression) === holder;
};
