import type { ts } from "ts-morph";
import { bare, isFunctionNode } from "../source/syntax.ts";
import { at, type Item, REJECTED, type Walker } from "./item.ts";
import { promiseOf } from "./promise-of.ts";

/** `resolve` (or `reject`) of `new Promise((resolve) => …)`, called with the value: the promise has it. False for any other name. */
export const intoPromise = (walker: Walker, item: Item, callee: ts.Expression): boolean => {
  const name = bare(callee);
  const made = promiseOf(walker.analysis, name);
  if (!made) return false;
  const rejects = rejectOf(made) === walker.analysis.references.symbolOf(name)?.valueDeclaration;
  walker.push(at(item, made, { frame: undefined, pending: rejects ? [REJECTED, ...item.pending] : item.pending }));
  return true;
};

/** The executor's second parameter. */
const rejectOf = (made: ts.NewExpression): ts.Node | undefined => {
  const executor = made.arguments?.[0] && bare(made.arguments[0]);
  return isFunctionNode(executor) ? executor.parameters[1] : undefined;
};
