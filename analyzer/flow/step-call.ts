import { ts } from "ts-morph";
import { runsRemote } from "../extract/find-dispatch-sites.ts";
import { surfaceOf } from "../source/surface-of.ts";
import { oneLine } from "../source/syntax.ts";
import { asksRegistry } from "../source/values/asks-registry.ts";
import { calledFunctions } from "./called-functions.ts";
import { calledWith } from "./function-values.ts";
import { intoContainer } from "./into-container.ts";
import { intoFramework } from "./into-framework.ts";
import { intoFunctions } from "./into-functions.ts";
import { intoKnown } from "./into-known.ts";
import { asNode, intoGraph, intoModel, isUnreadByTools } from "./into-model.ts";
import { intoPromise } from "./into-promise.ts";
import { asReceiver } from "./into-receiver.ts";
import { isOfReducer } from "./into-reducer.ts";
import { at, CALL, type Item, type Walker } from "./item.ts";
import { isNeutralCall, passesThrough } from "./known-calls.ts";
import { logged } from "./logged.ts";

/** `ask(node, question, answers, model)`: what the words say steers the registry, and goes nowhere else. */
const QUESTION = 1;

/** The value is an argument of a call or a constructor (or the thing that is called). */
export const stepArgument = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  if (call.expression === item.node)
    return item.pending[0] === CALL
      ? walker.push(at(item, call, { pending: calledWith(item.pending) }))
      : walker.sink("escape", "called as a function", item);
  const index = ts.isExpression(item.node) ? (call.arguments?.indexOf(item.node) ?? -1) : -1;
  if (index < 0) return;
  if (walker.isSite(item.node) && asNode(walker, item)) return;
  if (runsRemote(walker.analysis, call) && index === 1) return walker.sink("route", "the id of the graph to run", item);
  if (walker.isSite(call) && !calledFunctions(walker, call).length) return intoModel(walker, item, call); // a wrapper is entered
  if (intoGraph(walker, item, call) || isUnreadByTools(walker, item, call)) return;
  if (index === QUESTION && asksRegistry(walker.analysis.values, call.expression))
    return walker.sink("neutral", "what a registry is asked about", item);
  const surface = surfaceOf(walker.analysis.references, call.expression);
  if (surface && intoFramework(walker, item, call, index, surface.entry.role)) return;
  const passed = passesThrough(walker.analysis, call);
  if (passed) return intoKnown(walker, item, call, index, passed);
  if (intoContainer(walker, item, call, index)) return;
  if (intoFunctions(walker, item, call, index)) return;
  if (isNeutralCall(walker.analysis, call)) return logged(walker, item, call);
  if (intoPromise(walker, item, call.expression)) return;
  if (index === 0 && asReceiver(walker, item, call)) return;
  if (isOfReducer(walker, item, call)) return walker.push(at(item, call));
  if (item.pending[0] === CALL) return walker.push(at(item, call, { pending: calledWith(item.pending) })); // it runs it
  walker.sink("content", `passed to ${oneLine(call.expression, 50)}(), outside the followed code`, item);
};
