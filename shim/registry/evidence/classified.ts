import type { Candidate } from "../../../contracts/decision.ts";
import type { Eligible } from "../eligible.ts";
import { logOdds, probability } from "../fit/calibrator.ts";
import type { Classifier } from "../fit/fit-classifier.ts";
import { judgeTask } from "../fit/judge-task.ts";
import { type Lookup, type Opinion, PLANNER, tellingTask } from "../lookup.ts";

/**
 * What the fitted classifier says of the task: an answer at or above its threshold, "ask the planner" where it is as sure
 * that none of them fits, else unsure. A task that reads like an agent that may not run here is nobody's: the second best would
 * be a guess. `embedding` as the classifier was fitted: with or without.
 */
export const classifiedOpinion = (
  lookup: Lookup,
  eligible: Eligible,
  classifier: Classifier,
  embedding: Float32Array | null,
): Opinion => {
  const task = tellingTask(lookup);
  if (task === undefined || (classifier.model.encoded && !embedding)) return { kind: "silent" };
  const judged = judgeTask(classifier.model, task, embedding);
  const best = judged?.ranked[0];
  if (!judged || !best) return { kind: "silent" };
  const odds = logOdds(classifier.calibrator, judged.signals);
  const score = probability(odds);
  const others = judged.ranked.slice(1).map(({ agent, share }) => candidate(agent, share * (1 - score)));
  const isOpen = ({ target }: Candidate) => eligible.cards.some(({ id }) => id === target);
  const open = [candidate(best.agent, score), ...others].filter(isOpen).slice(0, MOST_SHOWN);
  const why = `the task reads like ${best.agent}, right with probability ${score.toFixed(3)}`;
  if (classifier.plannerThreshold !== null && odds <= classifier.plannerThreshold)
    return {
      kind: "answer",
      candidates: [candidate(PLANNER, 1 - score), ...open],
      why: `the task reads like none of them (best: ${best.agent}, ${score.toFixed(3)})`,
    };
  const [first, ...rest] = open;
  if (first?.target !== best.agent)
    return { kind: "unsure", reason: "not-allowed", candidates: open, why: `${why}, which may not run here` };
  if (classifier.threshold !== null && odds >= classifier.threshold)
    return { kind: "answer", candidates: [first, ...rest], why };
  return { kind: "unsure", reason: "below-threshold", candidates: open, why };
};

const candidate = (target: string, score: number): Candidate => ({ target, score, basis: "classifier" });

const MOST_SHOWN = 5;
