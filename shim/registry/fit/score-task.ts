import { vectorOf } from "../text/gram-space.ts";
import { likenessTo, outcomeSignals } from "./answered-tasks.ts";
import { logOdds } from "./calibrator.ts";
import type { Classifier } from "./fit-classifier.ts";
import { judgeTask, type RankedAgent } from "./judge-task.ts";

/** What a classifier says of a text. */
export interface ScoredTask {
  /** All agents that it knows, best first. */
  readonly ranked: readonly RankedAgent[];
  /** Log-odds that the best one is right. */
  readonly odds: number;
}

/** Ranks the agents for a text and says how sure the best one is; null when there are none. `embedding` as for `judgeTask`. */
export const scoreTask = (
  { model, answered, calibrator }: Classifier,
  text: string,
  embedding: Float32Array | null = null,
): ScoredTask | null => {
  const judged = judgeTask(model, text, embedding);
  const best = judged?.ranked[0]?.agent;
  if (!judged || best === undefined) return null;
  const outcomes = answered
    ? outcomeSignals(answered, likenessTo(answered, vectorOf(model.space, text).vector, embedding), best)
    : [];
  return { ranked: judged.ranked, odds: logOdds(calibrator, [...judged.signals, ...outcomes]) };
};
