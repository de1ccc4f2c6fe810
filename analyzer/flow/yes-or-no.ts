import { ts } from "ts-morph";
import type { Item, Sink, Walker } from "./item.ts";

/** Begins the description of a sink that only a yes or no comes to, beyond which nothing is known. */
export const YES_OR_NO = "only a yes or no";

/** True for a boolean that was made by asking what the value says, not whether it is there or how long it is. */
export const isYesOrNo = (walker: Walker, item: Item): boolean => {
  if (!item.label || item.measured || item.pending.length > 0) return false;
  const isFlag = item.field !== null && walker.shape?.get(item.field)?.kind === "flag";
  if (isFlag && item.chosen === null) return true;
  const isBoolean = (walker.analysis.checker.getTypeAtLocation(item.node).flags & ts.TypeFlags.BooleanLike) !== 0;
  return isBoolean && (isFlag || item.tested !== null);
};

/** The first place that only a yes or no comes to. */
export const yesOrNoSink = (sinks: readonly Sink[]): Sink | undefined =>
  sinks.find((sink) => sink.role === "neutral" && sink.what.startsWith(YES_OR_NO));
