import type { BaseStore, Item } from "@langchain/langgraph-checkpoint";
import { type Difference, differingPaths } from "../../../shim/state/differing-paths.ts";
import { itemsOf } from "./store-items.ts";

/** How much of a namespace was, or would be, copied. */
export interface CopiedItems {
  /** Items that the source has. */
  readonly items: number;
  /** Those that the target lacked, or had in an older state. */
  readonly copied: number;
}

/** Two stores, one of which lacks something. */
export interface JoinedSides {
  readonly source: BaseStore;
  readonly target: BaseStore;
  /** Whose item holds where both have the same date: the side that runs have written first. */
  readonly winner: "source" | "target";
}

/**
 * Gives the target every item of the namespace that it lacks or has in an older state, by `updatedAt`; doing it twice
 * changes nothing, and what the target has newer or besides stays. With `dryRun` it only counts.
 */
export const joinNamespace = async (
  sides: JoinedSides,
  namespace: readonly string[],
  dryRun = false,
): Promise<CopiedItems> => {
  const [here, there] = await Promise.all([itemsOf(sides.source, namespace), itemsOf(sides.target, namespace)]);
  const present = new Map(there.map((item) => [item.key, item]));
  let copied = 0;
  for (const item of here) {
    if (!isOlder(present.get(item.key) ?? null, item, sides.winner)) continue;
    if (dryRun || (await copyItem(sides, item))) copied += 1;
  }
  return { items: here.length, copied };
};

/** What the target holds must give way to the source's item. */
const isOlder = (held: Item | null, item: Item, winner: JoinedSides["winner"]): boolean => {
  if (held === null) return true;
  if (areAlike(item.value, held.value)) return false;
  return winner === "source" ? held.updatedAt <= item.updatedAt : held.updatedAt < item.updatedAt;
};

/** Where two sides hold an item differently; one that a side lacks differs at path "". Times differ by nature. */
export const itemDifferences = (item: Item, other: Item | null): Difference[] =>
  differingPaths(shown(item.value), other === null ? null : shown(other.value));

const areAlike = (a: Item["value"], b: Item["value"]): boolean => differingPaths(shown(a), shown(b)).length === 0;

/** As JSON: that is what a store keeps. */
const shown = (value: Item["value"]): unknown => JSON.parse(JSON.stringify({ value }));

/**
 * Copies one item unless the target holds a newer one. A store dates what it is given by itself, so a copy looks newer than its original. Should the original change while it is
 * copied, the copy would win later on: so it is read again, and copied again, until it has not. False: another process has
 * brought the target up to date meanwhile.
 */
export const copyItem = async ({ source, target, winner }: JoinedSides, item: Item): Promise<boolean> => {
  const { namespace, key } = item;
  if (!isOlder(await target.get(namespace, key), item, winner)) return false;
  for (let value = item.value; ; ) {
    await target.put(namespace, key, value);
    const now = await source.get(namespace, key);
    if (now === null) await target.delete(namespace, key);
    if (now === null || areAlike(value, now.value)) return true;
    value = now.value; // taken out at once: a store may give its own item, which changes
  }
};
