import type { ts } from "ts-morph";
import type { Item, Walker } from "./item.ts";

/** Whether the constant that a condition chose is this one; null where either is not one known text, or it was changed since. */
export const isSameConstant = (walker: Walker, item: Item, other: ts.Expression): boolean | null => {
  const { values } = walker.analysis;
  const there = values.texts(other);
  if (item.said !== null) return there.complete && there.texts.length === 1 ? item.said === there.texts[0] : null;
  if (!item.implicit || !item.chosen || item.reshaped) return null;
  const [own, more] = values.texts(item.chosen).texts;
  if (own === undefined || more !== undefined || !there.complete || there.texts.length !== 1) return null;
  return own === there.texts[0];
};
