import { exactUpperBound } from "../../../contracts/exact-upper-bound.ts";
import { strangerTail } from "./stranger-tail.ts";

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
 * traffic. Each has its own exact upper bound of bad answers, and the two are joined by their margins (MOVER; Zou and
 * Donner, 2008). One pooled sample would be blind where it matters: with no out-of-scope task among the accepted ones it
 * takes their share for 0, however few it has seen. A hundred out-of-scope tasks can be easy ones by chance, so that of the
 * tail of `strangers` (scores of tasks whose agent the model was not told of) is taken where it is worse.
 */
export const fitThreshold = (
  answers: readonly ScoredAnswer[],
  aim: Aim,
  strangers: readonly number[] = [],
): number | null => {
  const inside = answers.filter(({ inScope }) => inScope).length;
  const outside = answers.length - inside;
  if (inside === 0 || (outside === 0 && aim.outOfScope > 0)) return null;
  const outsideScores = answers.flatMap(({ inScope, score }) => (inScope ? [] : [score]));
  // It rests on an assumption too, so it gets half the risk.
  const tail = strangerTail(outsideScores, strangers, 1 - (1 - aim.confidence) / 2) ?? (() => 0);
  const sorted = [...answers].sort((a, b) => b.score - a.score);
  let [right, wrong, strange] = [0, 0, 0];
  let threshold: number | null = null;
  for (const [index, answer] of sorted.entries()) {
    if (!answer.inScope) strange += 1;
    else if (answer.right) right += 1;
    else wrong += 1;
    if (sorted[index + 1]?.score === answer.score) continue; // equal scores are accepted or refused together
    if (right + wrong < FEWEST) continue;
    const good = (1 - aim.outOfScope) * (right / inside);
    const parts = [
      { weight: 1 - aim.outOfScope, count: wrong, of: inside, atLeast: 0 },
      { weight: aim.outOfScope, count: strange, of: outside, atLeast: tail(answer.score) },
    ].filter(({ of }) => of > 0);
    const mostBad = good * (1 / aim.precision - 1);
    if (seen(parts) <= mostBad && bound(parts, aim.confidence) <= mostBad) threshold = answer.score;
  }
  return threshold;
};

interface Part {
  readonly weight: number;
  readonly count: number;
  readonly of: number;
  /** What its bound is not below. */
  readonly atLeast: number;
}

const seen = (parts: readonly Part[]): number =>
  parts.reduce((sum, { weight, count, of }) => sum + (weight * count) / of, 0);

/** Upper bound of the weighted sum of shares. */
const bound = (parts: readonly Part[], confidence: number): number => {
  const squares = parts.reduce(
    (sum, { weight, count, of, atLeast }) =>
      sum + (weight * (Math.max(atLeast, exactUpperBound(count, of, confidence)) - count / of)) ** 2,
    0,
  );
  return seen(parts) + Math.sqrt(squares);
};
