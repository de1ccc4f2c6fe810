import { exactUpperBound } from "../../../contracts/exact-upper-bound.ts";

/** Share of the out-of-scope tasks that is enough to count on, however few they are. */
const TENTH = 0.1;

/** Fewer tasks of left-out agents show no tail. */
const FEWEST = 100;

/**
 * Upper bound of the share of out-of-scope tasks that score at least so much, where too few of them do to be counted. How
 * many reach the score of their own highest tenth is bounded by themselves; from there on they are taken to fall off at
 * least as fast as strangers do: tasks of agents that the model was not told of, which are harder, being of the same trade,
 * and plenty. null: there is no such tail to go by. `outside`, `strangers`: scores.
 */
export const strangerTail = (
  outside: readonly number[],
  strangers: readonly number[],
  confidence: number,
): ((score: number) => number) | null => {
  const sorted = [...outside].sort((a, b) => b - a);
  const start = sorted[Math.max(0, Math.floor(sorted.length * TENTH) - 1)];
  if (start === undefined || strangers.length < FEWEST) return null;
  const rising = Float64Array.from(strangers).sort();
  const atStart = countFrom(rising, start);
  if (atStart === 0) return null;
  const level = exactUpperBound(outside.filter((it) => it >= start).length, outside.length, confidence);
  return (score) => (score <= start ? 0 : (level * countFrom(rising, score)) / atStart);
};

/** How many values of a rising list are at least so much. */
const countFrom = (rising: Float64Array, least: number): number => {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return rising.length - low;
};
