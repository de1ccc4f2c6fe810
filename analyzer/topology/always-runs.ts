import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { enclosingFunction, isFunctionNode, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** How many calls up a function is looked for whose code leads to the call in question. */
const MAX_CALLS_UP = 4;

/**
 * False where one of the functions can be done, or go another way, before it comes to the node: in its own code, or in a
 * function that it calls on the way. True where no way from them is known.
 */
export const alwaysRuns = (analysis: Analysis, node: ts.Node, from: readonly FunctionNode[]): boolean =>
  wayTo(analysis, node, from, MAX_CALLS_UP) !== "at-times";

type Way = "always" | "at-times" | undefined;

const wayTo = (analysis: Analysis, node: ts.Node, from: readonly FunctionNode[], left: number): Way => {
  const fn = enclosingFunction(node);
  if (!fn) return undefined;
  const way = from.includes(fn) ? "always" : wayFurther(analysis, fn, from, left);
  return way === "always" && mayPassBy(node, fn) ? "at-times" : way;
};

/** The best of the ways through what calls a function, or runs it as a callback. */
const wayFurther = (analysis: Analysis, fn: FunctionNode, from: readonly FunctionNode[], left: number): Way => {
  if (left === 0) return undefined;
  const outer = ts.isCallExpression(fn.parent) ? [fn.parent] : analysis.values.callers(fn);
  const ways = outer.map((call) => wayTo(analysis, call, from, left - 1));
  return ways.find((it) => it === "always") ?? ways.find((it) => it !== undefined);
};

/** True where the function may return before it comes to the node, or comes to it only if something holds. */
const mayPassBy = (node: ts.Node, fn: FunctionNode): boolean => {
  for (let at: ts.Node = node; at !== fn; at = at.parent) if (isOneWay(at)) return true;
  let ends = false;
  if (fn.body)
    walk(fn.body, (it) => {
      if (it.pos >= node.pos || (isFunctionNode(it) && it !== fn)) return false;
      if (ts.isReturnStatement(it) && it.end <= node.pos) ends = true;
      return !ends;
    });
  return ends;
};

/** A branch: what runs only if something holds. */
const isOneWay = (node: ts.Node): boolean => {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return node !== parent.expression;
  if (ts.isConditionalExpression(parent)) return node !== parent.condition;
  if (ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent)) return true;
  return (
    ts.isBinaryExpression(parent) && node === parent.right && /^(&&|\|\||\?\?)$/.test(parent.operatorToken.getText())
  );
};
