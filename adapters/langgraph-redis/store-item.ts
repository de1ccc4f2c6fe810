import type { Item } from "@langchain/langgraph-checkpoint";

/** An item with the vectors of its indexed texts; none if it has no index. */
export interface StoredItem {
  readonly item: Item;
  readonly vectors: readonly Float32Array[];
}

/** Reads an item as `store-put.lua` wrote it; null when its time is over at `now` (ms). */
export const parseItem = (namespace: readonly string[], key: string, stored: Buffer, now: number): Item | null => {
  const [created, updated, ends, json = ""] = stored.toString("utf8").split("\u001f"); // JSON never holds it unescaped
  if (Number(ends) !== 0 && Number(ends) <= now) return null;
  return {
    ...{ namespace: [...namespace], key, value: JSON.parse(json) },
    ...{ createdAt: new Date(Number(created)), updatedAt: new Date(Number(updated)) },
  };
};

/** Vectors one after another, 32-bit floats: half the bytes, and more exact than any model. */
export const packVectors = (vectors: readonly (readonly number[])[]): Buffer =>
  Buffer.concat(vectors.map((vector) => Buffer.from(Float32Array.from(vector).buffer)));

/** Reverses {@link packVectors} for vectors of `dims` numbers. */
export const unpackVectors = (packed: Buffer | null, dims: number): Float32Array[] => {
  if (packed === null) return [];
  const numbers = new Float32Array(new Uint8Array(packed).buffer); // a copy, since floats must lie on a multiple of four
  return Array.from({ length: Math.floor(numbers.length / dims) }, (_, index) =>
    numbers.slice(index * dims, (index + 1) * dims),
  );
};
