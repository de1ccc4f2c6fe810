import type { SparseVector } from "../text/gram-space.ts";

/** The examples by the grams they hold, to find the most alike without comparing with each. Plain data. */
export interface ExampleIndex {
  readonly examples: number;
  /** place -> example numbers, and the weight of the place in each, in turns. */
  readonly postings: ReadonlyMap<number, Float64Array>;
}

/** Indexes the examples' vectors. */
export const exampleIndexOf = (vectors: readonly SparseVector[]): ExampleIndex => {
  const lists = new Map<number, number[]>();
  for (const [example, { places, weights }] of vectors.entries()) {
    for (const [index, place] of places.entries()) {
      const list = lists.get(place) ?? [];
      list.push(example, weights[index] ?? 0);
      lists.set(place, list);
    }
  }
  return {
    examples: vectors.length,
    postings: new Map([...lists].map(([place, list]) => [place, Float64Array.from(list)])),
  };
};

/** Cosine of the text with each example, 0 to 1. */
export const similarities = (index: ExampleIndex, { places, weights }: SparseVector): Float32Array => {
  const found = new Float32Array(index.examples);
  for (const [at, place] of places.entries()) {
    const list = index.postings.get(place);
    const weight = weights[at] ?? 0;
    for (let next = 0; list && next < list.length; next += 2) {
      const example = list[next] ?? 0;
      found[example] = (found[example] ?? 0) + (list[next + 1] ?? 0) * weight;
    }
  }
  return found;
};
