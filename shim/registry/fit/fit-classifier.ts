import { type CalibrationRow, type Calibrator, fitCalibrator, logOdds } from "./calibrator.ts";
import { judgeTask } from "./judge-task.ts";
import { seededRandom } from "./seeded-random.ts";
import type { TaskModel } from "./task-model.ts";
import type { TaskModels } from "./task-models.ts";
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

/** `kind`: a stranger is a task whose agent the model was not told of. */
interface JudgedTask extends CalibrationRow {
  readonly kind: "inside" | "outside" | "stranger";
  readonly fold: number;
}

const FOLDS = 5;

/** Of tasks sent to the planner without asking a model, at most so many may belong to an agent. */
const MOST_LOST = 0.1;

/** What strangers count among the out-of-scope tasks for calibration: they are many, and not the real ones. */
const STRANGERS = 0.5;

/**
 * Calibrates on labelled tasks that the models were not fitted on. Scores for the threshold are cross-fitted: each comes from
 * a calibrator that did not see its task. Tasks with and without an agent are weighted to the stated share of traffic; each
 * task with an agent is also judged by a model that lacks this agent, to show what out-of-scope tasks look like where few are
 * labelled. Without tasks of either kind nothing can be promised: the threshold is null.
 */
export const fitClassifier = (
  models: TaskModels,
  tasks: readonly LabelledTask[],
  aim: Aim = DEFAULT_AIM,
  seed = 1,
): Classifier => {
  const judged = judge(models, tasks, aim.outOfScope, seed);
  const scored = crossFitted(judged);
  const strangers = scored.filter(({ kind }) => kind === "stranger").map(({ score }) => score);
  const labelled = scored
    .filter(({ kind }) => kind !== "stranger")
    .map(({ kind, score, right }) => ({ score, right, inScope: kind === "inside" }));
  return {
    model: models.whole,
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

const judge = (
  { whole, partial }: TaskModels,
  tasks: readonly LabelledTask[],
  outOfScope: number,
  seed: number,
): JudgedTask[] => {
  const random = seededRandom(seed);
  const outside = tasks.filter(({ agent }) => agent === null).length;
  const inside = tasks.length - outside;
  const lacking = (agent: string | null) => partial.find(({ without }) => agent !== null && without.has(agent));
  const strangers = tasks.filter(({ agent }) => lacking(agent)).length;
  const ofStrangers = strangers > 0 ? outOfScope * STRANGERS : 0;
  const row = (
    model: TaskModel,
    { text, agent, embedding }: LabelledTask,
    as: Omit<JudgedTask, "signals" | "right">,
  ) => {
    const found = as.weight > 0 ? judgeTask(model, text, embedding ?? null) : null;
    return found ? [{ ...as, signals: found.signals, right: found.ranked[0]?.agent === agent }] : [];
  };
  return tasks.flatMap((task) => {
    const fold = Math.floor(random() * FOLDS);
    const weight = task.agent === null ? (outOfScope - ofStrangers) / outside : (1 - outOfScope) / inside;
    const model = lacking(task.agent)?.model;
    return [
      ...row(whole, task, { kind: task.agent === null ? "outside" : "inside", weight, fold }),
      ...(model ? row(model, task, { kind: "stranger", weight: ofStrangers / strangers, fold }) : []),
    ];
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
