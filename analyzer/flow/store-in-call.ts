import { ts } from "ts-morph";
import { oneLine, returnedExpressions } from "../source/syntax.ts";
import { calledFunctions } from "./called-functions.ts";
import { isStandard } from "./known-calls.ts";
import type { Store } from "./store.ts";

/** Methods of the standard containers that give one of their elements. */
const ELEMENTS = /^(get|at|find|findLast|pop|shift|next)$/;
/** Methods that give the container itself. */
const ITSELF = /^(set|add|sort|reverse|fill|then|catch|finally)$/;

/** The object that a call gives is written: it may be an argument, an element of the receiver, or what the function returns. */
export const storeInCall = (store: Store, call: ts.CallExpression): void => {
  const { walker, item, path } = store;
  const callee = call.expression;
  const functions = calledFunctions(walker, call);
  for (const fn of functions) {
    const frame = { call, fn, parent: item.frame, depth: (item.frame?.depth ?? 0) + 1 }; // of this call's making
    for (const returned of returnedExpressions(fn)) store.on({ ...store, item: { ...item, frame } }, returned);
  }
  if (functions.length || walker.isSite(call) || walker.analysis.kinds.runsModel(callee)) return; // a model's answer is nobody else's
  if (!isStandard(walker.analysis, ts.isPropertyAccessExpression(callee) ? callee.name : callee))
    return walker.sink("escape", `kept in an object that ${oneLine(callee, 40)}() gives`, item);
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
  for (const argument of call.arguments) {
    if (!/^(assign|freeze|seal|defineProperty|resolve)$/.test(method) && path.length === 0) continue; // a copy
    store.on(store, ts.isSpreadElement(argument) ? argument.expression : argument);
  }
  if (!ts.isPropertyAccessExpression(callee)) return;
  if (ELEMENTS.test(method)) store.on({ ...store, path: ["[]", ...path] }, callee.expression);
  else if (ITSELF.test(method) || path.length > 0) store.on(store, callee.expression);
};
