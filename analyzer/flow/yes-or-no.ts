import { ts } from "ts-morph";
import { ASKING_METHODS } from "./asking-methods.ts";
import type { Item, Sink, Walker } from "./item.ts";

/** Begins the description of a sink that only a yes or no comes to, beyond which nothing is known. */
export const YES_OR_NO = "only a yes or no";

/** True for a boolean that was made by asking what the value says, not whether it is there or how long it is. */
export const isYesOrNo = (walker: Walker, item: Item): boolean => {
  if (!item.label || item.measured || item.pending.length > 0) return false;
  const isFlag = item.field !== null && walker.shape?.get(item.field)?.kind === "flag";
  if (isFlag && item.chosen === null) return true;
  return (isFlag || item.tested !== null) && (isAsking(item.node) || isBoolean(walker, item.node));
};

const isBoolean = (walker: Walker, node: ts.Node): boolean =>
  (walker.analysis.checker.getTypeAtLocation(node).flags & ts.TypeFlags.BooleanLike) !== 0;

/** Known without types as well: those of a package that is not installed are unknown. */
const isAsking = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ASKING_METHODS.has(node.expression.name.text);

/** The first place that only a yes or no comes to. */
export const yesOrNoSink = (sinks: readonly Sink[]): Sink | undefined =>
  sinks.find((sink) => sink.role === "neutral" && sink.what.startsWith(YES_OR_NO));
