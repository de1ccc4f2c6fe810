import { ts } from "ts-morph";
import { walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { enterFrame } from "./enter-frame.ts";
import { at, type Frame, type Item, type Walker } from "./item.ts";

/** The project's own method: what it gives is made from the value; of an object that holds it, what it does with `this`. */
export const intoReceiver = (
  walker: Walker,
  item: Item,
  own: readonly FunctionNode[],
  call: ts.CallExpression,
): void => {
  if (!item.pending.length || !own.some((fn) => fn.body))
    return walker.push(at(item, call, { pending: [], label: false, said: null }));
  for (const fn of own) {
    const frame = enterFrame(item.frame, call, fn);
    if (frame) intoThis(walker, item, fn, frame);
    else walker.sink("escape", "called too deep to follow", item);
  }
};

/** `f.bind(v)`, `f.call(v)`: the value is what `this` is in the function. False for any other call. */
export const asReceiver = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(bind|call|apply)$/.test(callee.name.text)) return false;
  const functions = walker.analysis.values.functions(callee.expression);
  for (const fn of functions) intoThis(walker, item, fn, undefined);
  return functions.length > 0;
};

const intoThis = (walker: Walker, item: Item, fn: FunctionNode, frame: Frame | undefined): void => {
  if (!fn.body || ts.isArrowFunction(fn)) return;
  walk(fn.body, (node) => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) walker.push(at(item, node, { frame }));
    return !ts.isClassLike(node) && !ts.isFunctionDeclaration(node) && !ts.isFunctionExpression(node);
  });
};
