import { ts } from "ts-morph";
import { certain } from "../source/known/certain.ts";
import { pathOf } from "../source/known/follow-code.ts";
import { constantText, type Known, known, Scope } from "../source/known/known.ts";
import { everyPath, Lost, Thrown } from "../source/known/paths.ts";
import { isAsync, oneLine } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { fieldRead } from "./class-family.ts";
import { type Item, noted, type Walker } from "./item.ts";

/**
 * In a walk about one value: goes on with the text that the called function makes of it, where its code gives the same on
 * every path and does nothing else. A record goes on by its fields; what certainly throws leads nowhere that is known. False
 * where the code does not show it.
 */
export const runOnText = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  functions: readonly FunctionNode[],
): boolean => {
  const [fn, other] = functions;
  if (!walker.value || item.said === null || !item.plain || item.pending.length || !fn || other) return false;
  if (!ts.isCallExpression(call) || call.arguments.some(ts.isSpreadElement) || isReplaced(walker, call)) return false;
  if (isAsync(fn) && !ts.isAwaitExpression(call.parent)) return false;
  const parts = textsIn(resultOf(walker, item, call, fn));
  for (const [pending, said] of parts)
    walker.push(
      noted(item, call, `${oneLine(call.expression, 40)}() makes of it`, {
        pending,
        said,
        label: true,
        reshaped: true,
      }),
    );
  return parts.length > 0;
};

const THROWS = "throws";

/** The one thing that the function gives on every path; undefined where paths differ, or it does more than to give it. */
const resultOf = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression,
  fn: FunctionNode,
): Known | typeof THROWS | undefined => {
  const results = everyPath((choose) => {
    const path = pathOf(walker.analysis, new Map(), choose);
    const given = (it: ts.Expression): Known =>
      it === item.node ? known(item.said) : certain(() => path.evaluate(it, new Scope()));
    const result = orThrows(() => path.follow(fn, call.arguments.map(given), undefined));
    if (path.effects.length) throw new Lost();
    return result;
  });
  const [first] = results ?? [];
  const text = first && textOf(first);
  return text !== undefined && results?.every((it) => textOf(it) === text) ? first : undefined;
};

const orThrows = (follow: () => Known): Known | typeof THROWS => {
  try {
    return follow();
  } catch (error) {
    if (error instanceof Thrown) return THROWS;
    throw error;
  }
};

const textOf = (result: Known | typeof THROWS): string | undefined =>
  result === THROWS ? result : constantText(result);

/** Where texts sit in what a function gives: all of it, or fields of it. */
const textsIn = (
  given: Known | typeof THROWS | undefined,
): readonly (readonly [pending: readonly string[], said: string | null])[] => {
  if (given === THROWS) return [[[], null]];
  if (given?.t === "const") return typeof given.value === "string" ? [[[], given.value]] : [];
  if (given?.t !== "record") return [];
  return [...given.fields].map(([name, field]) => [
    [name],
    field.t === "const" && typeof field.value === "string" ? field.value : null,
  ]);
};

/** Another function may stand under the callee's name. */
const isReplaced = ({ analysis: { references } }: Walker, { expression }: ts.CallExpression): boolean => {
  const symbol = references.symbolOf(ts.isPropertyAccessExpression(expression) ? expression.name : expression);
  if (!symbol) return true;
  return references.usesOf(symbol).some((use) => {
    const target = fieldRead(use);
    return ts.isBinaryExpression(target.parent) && target.parent.left === target;
  });
};
