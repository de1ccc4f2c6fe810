import { ts } from "ts-morph";
import { isFunctionNode, oneLine } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo, readField } from "./bind.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { isPureCheck, isStandard } from "./known-calls.ts";
import { promiseOf } from "./promise-of.ts";

/** Methods whose answer is a yes or no about the value. */
const ASKS = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "test",
  "some",
  "every",
  "has",
  "localeCompare",
  "equals",
  "isToolMessage",
]);
/** Methods that hand each element (or the settled value) to a callback. */
const CALLBACKS = new Set([
  "map",
  "filter",
  "find",
  "findLast",
  "findIndex",
  "forEach",
  "flatMap",
  "some",
  "every",
  "reduce",
  "reduceRight",
  "then",
  "sort",
  "toSorted",
]);

/** `value.method(…)`. */
export const stepMethod = (
  walker: Walker,
  item: Item,
  access: ts.PropertyAccessExpression,
  call: ts.CallExpression,
): void => {
  const method = access.name.text;
  const [head, ...rest] = item.pending;
  if (head !== undefined && head === method) return walker.push(at(item, call, { pending: rest })); // a function kept in an object
  if (method === "push" || method === "unshift" || method === "pop" || method === "shift")
    return method === "pop" || method === "shift" ? walker.push(at(item, call)) : undefined;
  const callback = call.arguments.find((a) => !ts.isSpreadElement(a));
  if (CALLBACKS.has(method) && callback) {
    const functions = walker.analysis.values.functions(callback);
    for (const fn of functions) intoCallback(walker, item, fn, method);
    if (!functions.length) intoUnknown(walker, item, call, callback);
    if (method === "filter" || method === "find" || method === "findLast" || method === "sort" || method === "toSorted")
      walker.push(at(item, call));
    return;
  }
  if (ASKS.has(method))
    return item.pending.length
      ? undefined
      : walker.push(
          noted(item, call, `asked with ${method}()`, {
            pending: [],
            label: true,
            tested: testedBy(walker, call) ?? item.tested,
          }),
        );
  if (method === "get" || method === "at") return walker.push(at(item, call));
  const own = ownMethod(walker, access);
  if (own) return walker.push(at(item, call, { pending: [], label: false }));
  if (
    item.pending.length &&
    !/^(entries|values|keys|concat|slice|flat|catch|finally|reverse|toReversed|splice|with|clone|parse|valueOf)$/.test(
      method,
    )
  ) {
    const inner = readField(walker, item, method, access);
    return inner ? walker.push(at(inner, call)) : undefined;
  }
  walker.push(at(item, call));
};

const intoCallback = (walker: Walker, item: Item, fn: FunctionNode, method: string): void => {
  const parameter = fn.parameters[method === "reduce" || method === "reduceRight" ? 1 : 0];
  if (parameter) bindTo(walker, item, parameter.name);
};

/** `list.map(Number)`, `p.then(resolve)`: what the standard library makes of it; any other stranger sees it. */
const intoUnknown = (walker: Walker, item: Item, call: ts.CallExpression, callback: ts.Expression): void => {
  const promise = promiseOf(walker.analysis, callback);
  if (promise) return walker.push(at(item, promise));
  if (isStandard(walker.analysis, ts.isPropertyAccessExpression(callback) ? callback.name : callback))
    return walker.push(at(item, call));
  if (isPureCheck(callback)) return;
  walker.sink("content", `handed to ${oneLine(callback, 50)}(), outside the followed code`, item);
};

const ownMethod = (walker: Walker, access: ts.PropertyAccessExpression): boolean =>
  walker.analysis.references.symbolOf(access.name)?.declarations?.some((d) => isFunctionNode(d)) ?? false;

/** The constant text that a question is about. */
const testedBy = (walker: Walker, call: ts.CallExpression): string | undefined => {
  const [first] = call.arguments;
  return first && !ts.isSpreadElement(first) ? walker.analysis.values.texts(first).texts[0] : undefined;
};
