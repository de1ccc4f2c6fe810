import { ts } from "ts-morph";
import type { FunctionNode } from "../source/values/value.ts";
import { fieldRead } from "./class-family.ts";
import { at, CALL, type Item, type Walker } from "./item.ts";

/** The path after a call: of a function that gives the value, the value. */
export const calledWith = (pending: readonly string[]): readonly string[] =>
  pending[0] === CALL ? pending.slice(1) : pending;

/** A function gives the value: goes on wherever the function itself is handed on, kept or returned instead of called. */
export const functionUses = (walker: Walker, item: Item, fn: FunctionNode): void => {
  const { checker, references } = walker.analysis;
  const given: Item = { ...item, pending: [CALL, ...item.pending], frame: undefined };
  const holder = fn.parent;
  const name =
    fn.name ?? (ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) ? holder.name : undefined);
  const symbol = name && checker.getSymbolAtLocation(name);
  for (const use of symbol ? references.usesOf(references.follow(symbol)) : []) {
    const read = fieldRead(use);
    if (!isCalled(read)) walker.push(at(given, read));
  }
};

/** The callee of a call, or what `bind`, `call` and `apply` are asked of. */
const isCalled = (node: ts.Node): boolean => {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent))
    return isCalled(parent);
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;
};
