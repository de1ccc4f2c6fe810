import { normalQuantile, wilsonUpperBound } from "./wilson-bounds.ts";

/** One held-out answer: its score, whether the task had a right agent at all, and whether it was the one answered. */
export interface ScoredAnswer {
  readonly score: number;
  readonly inScope: boolean;
  readonly right: boolean;
}

/** What the answers from a threshold on must reach, and for which traffic. */
export interface Aim {
  /** Share of answers that must be right. @default 0.985 */
  readonly precision: number;
  /** One-sided confidence of the lower bound. @default 0.9 */
  readonly confidence: number;
  /** Share of the traffic that belongs to none of the agents. @default 0.18 */
  readonly outOfScope: number;
}

/** The aim where none is stated. */
export const DEFAULT_AIM: Aim = { precision: 0.985, confidence: 0.9, outOfScope: 0.18 };

/** Below this many held-out answers nothing is promised. */
const FEWEST = 30;

/**
 * The lowest score from which on the lower confidence bound of the precision is at least the aim's; null: no score reaches
 * it, so every answer abstains. Tasks in and out of scope are two samples, each standing for its stated share of the
 * traffic. Each has its own upper bound of bad answers, and the two are joined by their margins (MOVER; Zou and Donner,
 * 2008). One pooled sample would be blind where it matters: with no out-of-scope task among the accepted ones it takes
 * their share for 0, however few it has seen.
 */
export const fitThreshold = (answers: readonly ScoredAnswer[], aim: Aim): number | null => {
  const z = normalQuantile(aim.confidence);
  const inside = answers.filter(({ inScope }) => inScope).length;
  const outside = answers.length - inside;
  if (inside === 0 || (outside === 0 && aim.outOfScope > 0)) return null;
  const sorted = [...answers].sort((a, b) => b.score - a.score);
  let [right, wrong, strange] = [0, 0, 0];
  let threshold: number | null = null;
  for (const [index, answer] of sorted.entries()) {
    if (!answer.inScope) strange += 1;
    else if (answer.right) right += 1;
    else wrong += 1;
    if (sorted[index + 1]?.score === answer.score) continue; // equal scores are accepted or refused together
    const good = (1 - aim.outOfScope) * (right / inside);
    const bad = joined(
      [
        { weight: 1 - aim.outOfScope, count: wrong, of: inside },
        { weight: aim.outOfScope, count: strange, of: outside },
      ],
      z,
    );
    if (right + wrong >= FEWEST && good / (good + bad) >= aim.precision) threshold = answer.score;
  }
  return threshold;
};

interface Part {
  readonly weight: number;
  readonly count: number;
  readonly of: number;
}

/** Upper bound of the weighted sum of shares. */
const joined = (parts: readonly Part[], z: number): number => {
  let sum = 0;
  let squares = 0;
  for (const { weight, count, of } of parts.filter((part) => part.of > 0)) {
    const share = count / of;
    sum += weight * share;
    squares += (weight * (wilsonUpperBound(share, of, z) - share)) ** 2;
  }
  return sum + Math.sqrt(squares);
};
