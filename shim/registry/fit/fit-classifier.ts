import { type CalibrationRow, type Calibrator, fitCalibrator, logOdds } from "./calibrator.ts";
import { judgeTask } from "./judge-task.ts";
import { seededRandom } from "./seeded-random.ts";
import type { TaskModel } from "./task-model.ts";
import { fitThreshold, type ScoredAnswer } from "./threshold.ts";

/** A task whose right agent is known; null: none of them, so the right answer is to abstain. */
export interface LabelledTask {
  readonly text: string;
  readonly agent: string | null;
  /** Of length 1; needed exactly if the model has encoded examples. */
  readonly embedding?: Float32Array;
}

/** What is promised about answers, and for which traffic. */
export interface Aim {
  /** Share of answers that must be right. @default 0.99 */
  readonly precision: number;
  /** One-sided confidence of the lower bound. @default 0.9 */
  readonly confidence: number;
  /** Share of the traffic that belongs to none of the agents. @default 0.18 */
  readonly outOfScope: number;
}

/** The aim where none is stated. */
export const DEFAULT_AIM: Aim = { precision: 0.99, confidence: 0.9, outOfScope: 0.18 };

/** A model, calibrated, with the threshold that keeps its promise. Plain data. */
export interface Classifier {
  readonly model: TaskModel;
  readonly calibrator: Calibrator;
  /** Log-odds from which on it answers; null: it never does. */
  readonly threshold: number | null;
  /** Log-odds up to which "none of them" is as sure; null: it never says so. */
  readonly plannerThreshold: number | null;
  readonly aim: Aim;
}

const FOLDS = 5;

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
  const rows = calibrationRows(model, tasks, aim.outOfScope);
  if (rows === null)
    return {
      model,
      calibrator: { means: [], spreads: [], coefficients: [0] },
      threshold: null,
      plannerThreshold: null,
      aim,
    };
  const scored = crossFitted(rows, seed);
  const turned = scored.map(({ score, right, weight }) => ({ score: -score, right: !right, weight }));
  const belowThis = fitThreshold(turned, aim.precision, aim.confidence);
  return {
    model,
    calibrator: fitCalibrator(rows),
    threshold: fitThreshold(scored, aim.precision, aim.confidence),
    plannerThreshold: belowThis === null ? null : -belowThis,
    aim,
  };
};

/** Scores of rows, each by a calibrator that was fitted without it. */
export const crossFitted = (rows: readonly CalibrationRow[], seed: number): ScoredAnswer[] => {
  const random = seededRandom(seed);
  const folds = rows.map(() => Math.floor(random() * FOLDS));
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const others = rows.filter((_, index) => folds[index] !== fold);
    if (others.length === 0) return [];
    const calibrator = fitCalibrator(others);
    return rows
      .filter((_, index) => folds[index] === fold)
      .map(({ signals, right, weight }) => ({ score: logOdds(calibrator, signals), right, weight }));
  });
};

const calibrationRows = (
  model: TaskModel,
  tasks: readonly LabelledTask[],
  outOfScope: number,
): CalibrationRow[] | null => {
  const outside = tasks.filter(({ agent }) => agent === null).length;
  const inside = tasks.length - outside;
  if (inside === 0 || (outside === 0 && outOfScope > 0)) return null;
  return tasks.flatMap(({ text, agent, embedding }) => {
    const judged = judgeTask(model, text, embedding ?? null);
    if (!judged) return [];
    const weight = agent === null ? outOfScope / outside : (1 - outOfScope) / inside;
    return weight > 0 ? [{ signals: judged.signals, right: judged.ranked[0]?.agent === agent, weight }] : [];
  });
};
