import type { SearchItem } from "@langchain/langgraph-checkpoint";
import type { StoredItem } from "./store-item.ts";

const operators: Readonly<Record<string, (own: unknown, wanted: unknown) => boolean>> = {
  $eq: (own, wanted) => own === wanted,
  $ne: (own, wanted) => own !== wanted,
  $gt: (own, wanted) => Number(own) > Number(wanted),
  $gte: (own, wanted) => Number(own) >= Number(wanted),
  $lt: (own, wanted) => Number(own) < Number(wanted),
  $lte: (own, wanted) => Number(own) <= Number(wanted),
  $in: (own, wanted) => Array.isArray(wanted) && wanted.includes(own),
  $nin: (own, wanted) => !Array.isArray(wanted) || !wanted.includes(own),
};

/** True if the value has what the filter says, by LangGraph's own operators: equality, or `{ $gt: 4 }` and the like. */
export const matchesFilter = (
  value: Readonly<Record<string, unknown>>,
  filter: Readonly<Record<string, unknown>>,
): boolean =>
  Object.entries(filter).every(([field, wanted]) => {
    const own = value[field];
    if (typeof wanted !== "object" || wanted === null) return own === wanted;
    const conditions = Object.entries(wanted);
    return conditions.every(([name]) => name in operators)
      ? conditions.every(([name, operand]) => operators[name]?.(own, operand))
      : own === wanted;
  });

/** Items by likeness to `query`, the best of an item's texts counting; items without an index after all others. */
export const rankItems = (items: readonly StoredItem[], query: readonly number[]): SearchItem[] => {
  const scored = items.map(({ item, vectors }) => ({
    ...item,
    ...(vectors.length === 0 ? {} : { score: Math.max(...vectors.map((vector) => cosine(vector, query))) }),
  }));
  return scored.sort((a, b) => (b.score ?? -2) - (a.score ?? -2)); // -2: below every cosine
};

const cosine = (a: Float32Array, b: readonly number[]): number => {
  let [dot, lengthA, lengthB] = [0, 0, 0];
  for (const [index, x] of a.entries()) {
    const y = b[index] ?? 0;
    dot += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
};

/** True if the namespace begins or ends with the path, in which `*` stands for any one label. */
export const matchesPath = (
  namespace: readonly string[],
  kind: "prefix" | "suffix",
  path: readonly string[],
): boolean => {
  const offset = kind === "prefix" ? 0 : namespace.length - path.length;
  return (
    offset >= 0 &&
    path.length <= namespace.length &&
    path.every((it, at) => it === "*" || it === namespace[offset + at])
  );
};
