import { ts } from "ts-morph";
import { dressed, isAsync, isFunctionNode } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { intoCallback } from "./into-callback.ts";
import { at, type Frame, type Item, REJECTED, type Walker } from "./item.ts";

/** To whoever catches it, here or around the calls that run this code, graphs included; uncaught, it ends the run. */
export const stepThrow = (walker: Walker, item: Item, place: ts.Node): void => {
  walker.sink("neutral", "thrown", item);
  const seen = new Set<ts.Node>();
  const queue: { readonly node: ts.Node; readonly frame: Frame | undefined }[] = [{ node: place, frame: item.frame }];
  for (const { node, frame } of queue) {
    if (seen.has(node)) continue;
    seen.add(node);
    const fn = caughtAround(walker, { ...item, frame }, node);
    if (!fn) continue;
    const calls = frame?.fn === fn ? [frame.call] : runsOf(walker, fn);
    const outer = frame?.fn === fn ? frame.parent : undefined;
    for (const call of calls) {
      if (!call) continue;
      if (!isAsync(fn)) queue.push({ node: call, frame: outer });
      walker.push(at(item, call, { pending: [REJECTED, ...item.pending], frame: outer })); // whether or not it gives a promise
    }
  }
};

/** `await` of a promise that is rejected with the value throws it. */
export const stepAwait = (walker: Walker, item: Item, place: ts.Node): void =>
  item.pending[0] === REJECTED
    ? stepThrow(walker, { ...item, pending: item.pending.slice(1) }, place)
    : walker.push(at(item, place));

/** `rejected.catch(f)`, `rejected.then(f, g)`: the handler gets it, else the promise that the method gives has it. */
export const rejectedInto = (walker: Walker, item: Item, call: ts.CallExpression, method: string): void => {
  const handler = method === "catch" ? call.arguments[0] : method === "then" ? call.arguments[1] : undefined;
  if (handler) intoCallback(walker, { ...item, pending: item.pending.slice(1) }, handler, () => true);
  else walker.push(at(item, call));
};

/** Goes on at the `catch` around a node; undefined then, else the function that it leaves uncaught. */
const caughtAround = (walker: Walker, item: Item, place: ts.Node): FunctionNode | undefined => {
  for (let node = place; node.parent; node = node.parent) {
    const holder = node.parent;
    if (ts.isTryStatement(holder) && holder.tryBlock === node && holder.catchClause) {
      const name = holder.catchClause.variableDeclaration?.name;
      if (name) bindTo(walker, item, name);
      return undefined;
    }
    if (isFunctionNode(holder)) return holder;
  }
  return undefined;
};

/** The calls that run a function: its callers, the call that it is written into, and for a node or router those that run its graph. */
const runsOf = (walker: Walker, fn: FunctionNode): readonly ts.Node[] => {
  const graphs = (walker.roles.get(fn) ?? []).flatMap((role) => (role.t === "tool" ? [] : [role.graph]));
  const holder = dressed(fn).parent;
  return [
    ...walker.analysis.values.callers(fn),
    ...(ts.isCallExpression(holder) || ts.isNewExpression(holder) ? [holder] : []),
    ...graphs.flatMap((graph) => walker.runs.get(graph) ?? []),
  ];
};
