import type { AnsweredTasks } from "./answered-tasks.ts";
import { type Calibrator, fitCalibrator, logOdds } from "./calibrator.ts";
import { FOLDS, type JudgedTask, judgedTasks } from "./judged-tasks.ts";
import type { LabelledTask } from "./labelled-task.ts";
import type { TaskModel } from "./task-model.ts";
import type { TaskModels } from "./task-models.ts";
import { type Aim, DEFAULT_AIM, fitThreshold, type ScoredAnswer } from "./threshold.ts";
import { withOutcomes } from "./with-outcomes.ts";

/** A model, calibrated, with the threshold that keeps its promise. Plain data. */
export interface Classifier {
  readonly model: TaskModel;
  /** The labelled tasks that it was calibrated on; null: it keeps none of them. */
  readonly answered: AnsweredTasks | null;
  readonly calibrator: Calibrator;
  /** Log-odds from which on it answers; null: it never does. */
  readonly threshold: number | null;
  /** Log-odds up to which none of the agents fits, so that the planner should have the task; null: it never says so. */
  readonly plannerThreshold: number | null;
  readonly aim: Aim;
}

/** Of tasks sent to the planner without asking a model, at most so many may belong to an agent. */
const MOST_LOST = 0.1;

/**
 * Calibrates on labelled tasks that the models were not fitted on. Scores for the threshold are cross-fitted: each comes from
 * a calibrator that did not see its task. Tasks with and without an agent are weighted to the stated share of traffic; each
 * task with an agent is also judged by a model that lacks this agent, to show what out-of-scope tasks look like where few are
 * labelled. Without tasks of either kind nothing can be promised: the threshold is null. With `keep` the tasks are kept, and
 * what became of the answers to those like a new one counts too; without it the classifier holds nothing of their words.
 */
export const fitClassifier = (
  models: TaskModels,
  tasks: readonly LabelledTask[],
  aim: Aim = DEFAULT_AIM,
  seed = 1,
  keep = true,
): Classifier => {
  const alone = judgedTasks(models, tasks, aim.outOfScope, seed);
  const { judgements, answered } = keep
    ? withOutcomes(models.whole, alone, aim.outOfScope)
    : { judgements: alone, answered: null };
  const judged = judgements.flatMap(({ rows }) => rows);
  const scored = crossFitted(judged);
  const strangers = scored.filter(({ kind }) => kind === "stranger").map(({ score }) => score);
  const labelled = scored
    .filter(({ kind }) => kind !== "stranger")
    .map(({ kind, score, right }) => ({ score, right, inScope: kind === "inside" }));
  return {
    model: models.whole,
    answered,
    calibrator: judged.length > 0 ? fitCalibrator(judged) : { means: [], spreads: [], coefficients: [0] },
    threshold: fitThreshold(labelled, aim, strangers),
    plannerThreshold: plannerThreshold(labelled, aim.outOfScope),
    aim,
  };
};

/** Scores of tasks, each by a calibrator that was fitted without it. */
const crossFitted = (judged: readonly JudgedTask[]): (JudgedTask & { readonly score: number })[] =>
  Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const others = judged.filter((row) => row.fold !== fold);
    if (others.length === 0) return [];
    const calibrator = fitCalibrator(others);
    return judged
      .filter((row) => row.fold === fold)
      .map((row) => ({ ...row, score: logOdds(calibrator, row.signals) }));
  });

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
