import { gramsOf } from "./grams.ts";

/** Features are hashed into this many places; a collision costs a little accuracy and no memory. */
export const GRAM_PLACES = 65_536;

/** A text as unit vector over hashed grams: `places[i]` has the weight `weights[i]`. */
export interface SparseVector {
  readonly places: Int32Array;
  readonly weights: Float32Array;
}

/** What the texts that were learned from say about each place. Plain data: may cross to another thread. */
export interface GramSpace {
  /** Number of texts learned from. */
  readonly texts: number;
  /** In how many of them each place occurs; {@link GRAM_PLACES} long. */
  readonly occurrences: Float64Array;
}

/** Counts in how many texts each feature occurs. */
export const gramSpaceOf = (texts: readonly string[]): GramSpace => {
  const occurrences = new Float64Array(GRAM_PLACES);
  for (const text of texts) {
    for (const place of new Set(gramsOf(text).map(placeOf))) occurrences[place] = at(occurrences, place) + 1;
  }
  return { texts: texts.length, occurrences };
};

/** The text as tf-idf vector of length 1 (sublinear counts), and the share of that length which was seen in learning. */
export const vectorOf = (space: GramSpace, text: string): { vector: SparseVector; known: number } => {
  const counts = new Map<number, number>();
  for (const gram of gramsOf(text)) counts.set(placeOf(gram), (counts.get(placeOf(gram)) ?? 0) + 1);
  const places = Int32Array.from(counts.keys());
  const weights = new Float32Array(places.length);
  let all = 0;
  let known = 0;
  for (const [index, place] of places.entries()) {
    const seen = at(space.occurrences, place);
    const weight = (1 + Math.log(counts.get(place) ?? 1)) * Math.log((space.texts + 1) / (seen + 1) + 1e-9);
    weights[index] = weight;
    all += weight * weight;
    if (seen > 0) known += weight * weight;
  }
  const length = Math.sqrt(all) || 1;
  return { vector: { places, weights: weights.map((weight) => weight / length) }, known: all > 0 ? known / all : 0 };
};

/** FNV-1a, 32 bits, folded to a place. */
const placeOf = (gram: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < gram.length; index += 1) hash = Math.imul(hash ^ gram.charCodeAt(index), 16_777_619);
  return (hash >>> 0) % GRAM_PLACES;
};

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
