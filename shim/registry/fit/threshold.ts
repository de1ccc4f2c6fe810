import { normalQuantile, wilsonLowerBound } from "./lower-bound.ts";

/** One held-out answer: its score, whether it was right, and the share of traffic that it stands for. */
export interface ScoredAnswer {
  readonly score: number;
  readonly right: boolean;
  readonly weight: number;
}

/** Below this many held-out answers nothing is promised. */
const FEWEST = 30;

/**
 * The lowest score from which on the lower confidence bound of the weighted precision is at least `precision`; null: no
 * score reaches it, so every answer abstains. Weights make rare kinds count as their stated share of traffic; the bound
 * uses the effective number of observations (Kish, 1965), since a few heavy rows say less than many light ones.
 */
export const fitThreshold = (
  answers: readonly ScoredAnswer[],
  precision: number,
  confidence: number,
): number | null => {
  const z = normalQuantile(confidence);
  const sorted = [...answers].sort((a, b) => b.score - a.score);
  let right = 0;
  let all = 0;
  let squares = 0;
  let threshold: number | null = null;
  for (const [index, answer] of sorted.entries()) {
    all += answer.weight;
    squares += answer.weight ** 2;
    if (answer.right) right += answer.weight;
    if (sorted[index + 1]?.score === answer.score) continue; // equal scores are accepted or refused together
    const count = all ** 2 / squares;
    if (count >= FEWEST && wilsonLowerBound(right / all, count, z) >= precision) threshold = answer.score;
  }
  return threshold;
};
