import type { ts } from "ts-morph";
import type { Item } from "./item.ts";

/** The call whose result an item carries: where its path begins. */
export const trailRoot = (item: Item): ts.Node => {
  let trail = item.trail;
  while (trail.parent) trail = trail.parent;
  return trail.node;
};
