import type { ts } from "ts-morph";
import { at, type Item, type Walker } from "./item.ts";

/** A store under way: an object, reached over `path`, now holds the value at the item's pending fields. */
export interface Store {
  readonly walker: Walker;
  readonly item: Item;
  /** From the expression at hand to the object that is written: names, and `[]` for some element of it. */
  readonly path: readonly string[];
  readonly depth: number;
  readonly seen: Set<string>;
  /** Goes on at a further expression that the object is reached from. */
  readonly on: (store: Store, holder: ts.Expression) => void;
}

/** The pending fields as seen from where the path begins; an element may be one of a list or a property of a record. */
export const pendings = (store: Store): readonly (readonly string[])[] => {
  let found: readonly (readonly string[])[] = [[]];
  for (const step of store.path)
    found = step === "[]" ? [...found, ...found.map((p) => [...p, "*"])] : found.map((p) => [...p, step]);
  return found.map((p) => [...p, ...store.item.pending]);
};

/** Goes on at a node that stands for where the path begins. */
export const seenAt = (store: Store, node: ts.Node, changes: Partial<Item> = {}): void => {
  if (!store.walker.hasRoom()) return;
  for (const pending of pendings(store)) store.walker.push(at(store.item, node, { ...changes, pending }));
};
