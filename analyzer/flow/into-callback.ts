import { ts } from "ts-morph";
import { bare, oneLine } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { intoPromise } from "./into-promise.ts";
import { at, type Item, type Walker } from "./item.ts";
import { isPureCheck, isStandard } from "./known-calls.ts";

/**
 * A method or a function of the standard library hands the value to a callback. Which parameters get it depends on the
 * method; of one that is not known, all may. A callback that is not seen gets it too.
 */
export const intoCallback = (
  walker: Walker,
  item: Item,
  callback: ts.Expression,
  which: (n: number) => boolean,
): void => {
  const functions = walker.analysis.values.functions(callback);
  for (const fn of functions)
    for (const [n, parameter] of fn.parameters.entries())
      if (which(n) || parameter.dotDotDotToken) bindTo(walker, item, parameter.name);
  for (const fn of functions) argumentsOf(walker, item, fn);
  if (!functions.length && !intoPromise(walker, item, callback) && !isHarmless(walker, callback))
    walker.sink("content", `handed to ${oneLine(callback, 40)}, which is not followed`, item);
};

/** `arguments` in a function holds whatever it was called with. */
export const argumentsOf = (walker: Walker, item: Item, fn: FunctionNode): void => {
  if (!fn.body || ts.isArrowFunction(fn)) return;
  for (const name of walker.analysis.references.named("arguments"))
    if (ts.isIdentifier(name) && ts.findAncestor(name, ownsArguments) === fn) walker.push(at(item, name));
};

const ownsArguments = (node: ts.Node): boolean => ts.isFunctionLike(node) && !ts.isArrowFunction(node);

/** A function of the standard library (`String`, `JSON.parse`), a log, or no function at all. */
const isHarmless = (walker: Walker, callback: ts.Expression): boolean => {
  const at = bare(callback);
  if (at.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(at) && at.text === "undefined")) return true;
  if (ts.isLiteralExpression(at) || ts.isObjectLiteralExpression(at)) return true;
  return isPureCheck(at) || isStandard(walker.analysis, ts.isPropertyAccessExpression(at) ? at.name : at);
};
