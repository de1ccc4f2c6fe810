import { ts } from "ts-morph";
import { oneLine } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { at, type Item, type Walker } from "./item.ts";
import { promiseOf } from "./promise-of.ts";

const MAX_FRAMES = 8;

/** Goes into the parameter of each function that the call may run. */
export const intoFunctions = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
): boolean => {
  const functions = calledFunctions(walker, call);
  if (!functions.length) return false;
  if ((item.frame?.depth ?? 0) >= MAX_FRAMES) {
    walker.sink("escape", "called too deep to follow", item);
    return true;
  }
  for (const fn of functions) {
    const parameter = fn.parameters[index] ?? fn.parameters.find((p) => p.dotDotDotToken);
    if (!parameter) continue;
    const frame = { call, fn, parent: item.frame, depth: (item.frame?.depth ?? 0) + 1 };
    bindTo(
      walker,
      {
        ...item,
        frame,
        trail: { node: call, what: `passed to ${oneLine(call.expression, 40)}()`, parent: item.trail },
      },
      parameter.name,
    );
  }
  return true;
};

/** Functions of the project that a call or constructor runs. */
export const calledFunctions = (
  walker: Walker,
  call: ts.CallExpression | ts.NewExpression,
): readonly FunctionNode[] => {
  const { values, references } = walker.analysis;
  if (ts.isNewExpression(call)) {
    const classes = values.of(call.expression).flatMap((v) => (v.t === "class" ? [v.node] : []));
    return classes.flatMap((c) =>
      c.members.filter((m): m is ts.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined),
    );
  }
  const direct = values.functions(call.expression).filter((fn) => fn.body);
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const symbol = references.symbolOf(name);
  return [...new Set([...direct, ...(symbol ? values.implementations.of(symbol) : [])])];
};

/** `resolve(v)` inside `new Promise((resolve) => …)`. */
export const intoPromise = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  const promise = promiseOf(walker.analysis, call.expression);
  if (promise) walker.push(at(item, promise));
  return promise !== undefined;
};
