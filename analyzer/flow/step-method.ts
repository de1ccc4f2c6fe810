import { ts } from "ts-morph";
import { isFunctionNode } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { ASKING_METHODS } from "./asking-methods.ts";
import { readField } from "./bind.ts";
import { calledWith } from "./function-values.ts";
import { intoCallback } from "./into-callback.ts";
import { intoReceiver } from "./into-receiver.ts";
import { at, CALL, type Item, noted, REJECTED, type Walker } from "./item.ts";
import { outcomeFor, saidBy } from "./said.ts";
import { rejectedInto } from "./step-throw.ts";

/** Methods that hand each element (or the settled value) to a callback. */
const CALLBACKS = new Set([
  "map",
  "filter",
  "find",
  "findLast",
  "findIndex",
  "findLastIndex",
  "forEach",
  "flatMap",
  "some",
  "every",
  "reduce",
  "reduceRight",
  "then",
  "catch",
  "sort",
  "toSorted",
]);
/** Of these, the ones that (also) give what they went over. */
const KEEPS = /^(filter|find|findLast|sort|toSorted|catch)$/;
/** Methods of an object that holds the value which give the value, or something that holds it in the same place. */
const PASSES =
  /^(entries|values|keys|concat|slice|flat|finally|reverse|toReversed|splice|with|clone|parse|valueOf|copyWithin|fill|set|add|next|return|throw|call|bind|apply)$/;
const TEXTS = /^(toString|toLocaleString|toJSON|toISOString)$/;

/** `value.method(…)`. */
export const stepMethod = (
  walker: Walker,
  item: Item,
  access: ts.PropertyAccessExpression,
  call: ts.CallExpression,
): void => {
  const method = access.name.text;
  const [head, ...rest] = item.pending;
  if (head !== undefined && head === method) return walker.push(at(item, call, { pending: calledWith(rest) })); // a function kept in an object
  if (head === REJECTED) return rejectedInto(walker, item, call, method);
  if (head === CALL) return walker.push(at(item, call, { pending: method === "bind" ? item.pending : rest }));
  if (method === "push" || method === "unshift" || method === "pop" || method === "shift")
    return method === "pop" || method === "shift" ? walker.push(at(item, call, { said: null })) : undefined;
  const own = ownMethods(walker, access);
  if (own.length) return intoReceiver(walker, item, own, call);
  const callbacks = call.arguments.filter((a) => !ts.isSpreadElement(a));
  const [callback] = callbacks;
  if (method === "catch") return walker.push(at(item, call)); // a failure is followed as one
  if (CALLBACKS.has(method) && callback) {
    for (const each of method === "then" ? callbacks : [callback])
      intoCallback(walker, item, each, handed(walker, access, method));
    if (KEEPS.test(method) || !walker.analysis.values.functions(callback).length) walker.push(at(item, call));
    return;
  }
  for (const each of callbacks)
    if (walker.analysis.values.functions(each).length) intoCallback(walker, item, each, () => true);
  if (ASKING_METHODS.has(method))
    return item.pending.length
      ? undefined
      : walker.push(
          noted(item, call, `asked with ${method}()`, {
            pending: [],
            label: true,
            reshaped: true,
            said: null,
            outcome: outcomeFor(walker, item, call),
            tested: testedBy(walker, call) ?? item.tested,
          }),
        );
  if (method === "get" || method === "at") return walker.push(at(item, call, { said: null }));
  if (item.pending.length && TEXTS.test(method))
    return walker.push(at(item, call, { pending: [], label: item.label, carried: true, reshaped: true, said: null }));
  if (item.pending.length && !PASSES.test(method)) {
    const inner = readField(walker, item, method, access);
    return inner ? walker.push(at(inner, call)) : undefined;
  }
  walker.push(
    at(item, call, {
      reshaped: true,
      said: saidBy(item, call, method),
      rest: /^(slice|splice)$/.test(method) ? "taken" : item.rest,
    }),
  );
};

/** Which parameters of its callback a method hands the value to: the element; of a `Map` the key; the container itself. */
const handed = (walker: Walker, access: ts.PropertyAccessExpression, method: string): ((n: number) => boolean) => {
  if (method === "reduce" || method === "reduceRight") return (n) => n !== 2;
  if (method === "sort" || method === "toSorted") return () => true;
  const type = walker.analysis.checker.getTypeAtLocation(access.expression);
  const keyed = /Map$/.test(type.symbol?.name ?? "");
  return (n) => n !== 1 || keyed;
};

const ownMethods = (walker: Walker, access: ts.PropertyAccessExpression): readonly FunctionNode[] => {
  const symbol = walker.analysis.references.symbolOf(access.name);
  if (!symbol?.declarations?.some((d) => isFunctionNode(d))) return [];
  return [
    ...new Set([...symbol.declarations.filter(isFunctionNode), ...walker.analysis.values.implementations.of(symbol)]),
  ];
};

/** The constant text that a question is about. */
const testedBy = (walker: Walker, call: ts.CallExpression): string | undefined => {
  const [first] = call.arguments;
  return first && !ts.isSpreadElement(first) ? walker.analysis.values.texts(first).texts[0] : undefined;
};
