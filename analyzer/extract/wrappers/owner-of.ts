import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { givenBack } from "../../source/given-back.ts";
import { enclosingFunction } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/**
 * The nearest function around a node that has a name or is held by one: callbacks written in place belong to it. A
 * function that a factory gives back stands for itself, since calling the factory runs nothing.
 */
export const ownerOf = (analysis: Analysis, node: ts.Node): FunctionNode | undefined => {
  let fn = enclosingFunction(node);
  while (fn && !fn.name && !makerOf(fn) && !isHeld(analysis, fn)) fn = enclosingFunction(fn);
  return fn;
};

/** The function that gives this one back, as a factory does: `const make = (model) => async (q) => …`. */
export const makerOf = (fn: FunctionNode): FunctionNode | undefined => {
  const holder = fn.parent;
  if (ts.isArrowFunction(holder) && holder.body === fn) return holder;
  return ts.isReturnStatement(holder) ? enclosingFunction(holder) : undefined;
};

/** Kept under a name, as it is or watched: `const ask = traceable(async (q) => …)`. */
const isHeld = (analysis: Analysis, fn: FunctionNode): boolean => {
  const watched = fn.parent;
  const traced = ts.isCallExpression(watched) && givenBack(analysis.references, watched) === fn;
  const holder = traced ? watched.parent : fn.parent;
  return ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder);
};
