import { type CalibrationRow, type Calibrator, fitCalibrator, logOdds } from "./calibrator.ts";
import { judgeTask } from "./judge-task.ts";
import { seededRandom } from "./seeded-random.ts";
import type { TaskModel } from "./task-model.ts";
import { type Aim, DEFAULT_AIM, fitThreshold, type ScoredAnswer } from "./threshold.ts";

/** A task whose right agent is known; null: none of them, so the right answer is to abstain. */
export interface LabelledTask {
  readonly text: string;
  readonly agent: string | null;
  /** Of length 1; needed exactly if the model has encoded examples. */
  readonly embedding?: Float32Array;
}

/** A model, calibrated, with the threshold that keeps its promise. Plain data. */
export interface Classifier {
  readonly model: TaskModel;
  readonly calibrator: Calibrator;
  /** Log-odds from which on it answers; null: it never does. */
  readonly threshold: number | null;
  /** Log-odds up to which none of the agents fits, so that the planner should have the task; null: it never says so. */
  readonly plannerThreshold: number | null;
  readonly aim: Aim;
}

interface JudgedTask extends CalibrationRow {
  readonly inScope: boolean;
}

const FOLDS = 5;

/** Of tasks sent to the planner without asking a model, at most so many may belong to an agent. */
const MOST_LOST = 0.1;

/**
 * Calibrates on labelled tasks that the model was not fitted on. Scores for the threshold are cross-fitted: each comes from a
 * calibrator that did not see its task. Tasks with and without an agent are weighted to the stated share of traffic. Without
 * tasks of either kind nothing can be promised: the threshold is null.
 */
export const fitClassifier = (
  model: TaskModel,
  tasks: readonly LabelledTask[],
  aim: Aim = DEFAULT_AIM,
  seed = 1,
): Classifier => {
  const judged = judge(model, tasks, aim.outOfScope);
  const scored = crossFitted(judged, seed);
  return {
    model,
    calibrator: judged.length > 0 ? fitCalibrator(judged) : { means: [], spreads: [], coefficients: [0] },
    threshold: fitThreshold(scored, aim),
    plannerThreshold: plannerThreshold(scored, aim.outOfScope),
    aim,
  };
};

/** Scores of tasks, each by a calibrator that was fitted without it. */
const crossFitted = (judged: readonly JudgedTask[], seed: number): ScoredAnswer[] => {
  const random = seededRandom(seed);
  const folds = judged.map(() => Math.floor(random() * FOLDS));
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const others = judged.filter((_, index) => folds[index] !== fold);
    if (others.length === 0) return [];
    const calibrator = fitCalibrator(others);
    return judged
      .filter((_, index) => folds[index] === fold)
      .map(({ signals, right, inScope }) => ({ score: logOdds(calibrator, signals), right, inScope }));
  });
};

const judge = (model: TaskModel, tasks: readonly LabelledTask[], outOfScope: number): JudgedTask[] => {
  const outside = tasks.filter(({ agent }) => agent === null).length;
  const inside = tasks.length - outside;
  return tasks.flatMap(({ text, agent, embedding }) => {
    const found = judgeTask(model, text, embedding ?? null);
    const inScope = agent !== null;
    const weight = inScope ? (1 - outOfScope) / inside : outOfScope / outside;
    if (!found || weight <= 0) return [];
    return [{ signals: found.signals, right: found.ranked[0]?.agent === agent, weight, inScope }];
  });
};

/** The highest score up to which at most a tenth of the weighted tasks belong to an agent. */
const plannerThreshold = (scored: readonly ScoredAnswer[], outOfScope: number): number | null => {
  const outside = scored.filter(({ inScope }) => !inScope).length;
  const inside = scored.length - outside;
  let [belonging, strange] = [0, 0];
  let threshold: number | null = null;
  for (const { score, inScope } of [...scored].sort((a, b) => a.score - b.score)) {
    if (inScope) belonging += (1 - outOfScope) / inside;
    else strange += outOfScope / outside;
    if (strange > 0 && belonging / (belonging + strange) <= MOST_LOST) threshold = score;
  }
  return threshold;
};
