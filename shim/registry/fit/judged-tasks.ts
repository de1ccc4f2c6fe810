import type { CalibrationRow } from "./calibrator.ts";
import { judgeTask } from "./judge-task.ts";
import type { LabelledTask } from "./labelled-task.ts";
import { seededRandom } from "./seeded-random.ts";
import type { TaskModel } from "./task-model.ts";
import type { TaskModels } from "./task-models.ts";

/** A labelled task as it was judged. `kind`: a stranger is a task whose agent the model was not told of. */
export interface JudgedTask extends CalibrationRow {
  readonly kind: "inside" | "outside" | "stranger";
  /** 0 to 4, for cross-fitting. */
  readonly fold: number;
  /** The agent that was answered. */
  readonly agent: string;
}

/** A task and how it was judged, by the model of all agents first. */
export interface TaskJudgements {
  readonly task: LabelledTask;
  readonly rows: readonly [JudgedTask, ...JudgedTask[]];
}

/** Parts of the tasks for cross-fitting. */
export const FOLDS = 5;

/** What strangers count among the out-of-scope tasks for calibration: they are many, and not the real ones. */
const STRANGERS = 0.5;

/**
 * Judges labelled tasks by the model of all agents, and each with an agent also by a model that lacks it; weighted to the
 * stated share of traffic, as shares of 1. A task that stands for no traffic is left out.
 */
export const judgedTasks = (
  { whole, partial }: TaskModels,
  tasks: readonly LabelledTask[],
  outOfScope: number,
  seed: number,
): TaskJudgements[] => {
  const random = seededRandom(seed);
  const outside = tasks.filter(({ agent }) => agent === null).length;
  const inside = tasks.length - outside;
  const lacking = (agent: string | null) => partial.find(({ without }) => agent !== null && without.has(agent));
  const strangers = tasks.filter(({ agent }) => lacking(agent)).length;
  const ofStrangers = strangers > 0 ? outOfScope * STRANGERS : 0;
  return tasks.flatMap((task) => {
    const fold = Math.floor(random() * FOLDS);
    const weight = task.agent === null ? (outOfScope - ofStrangers) / outside : (1 - outOfScope) / inside;
    const model = lacking(task.agent)?.model;
    const row = judgement(whole, task, { kind: task.agent === null ? "outside" : "inside", weight, fold });
    const strange = model && judgement(model, task, { kind: "stranger", weight: ofStrangers / strangers, fold });
    return row ? [{ task, rows: strange ? [row, strange] : [row] }] : [];
  });
};

const judgement = (
  model: TaskModel,
  { text, agent, embedding }: LabelledTask,
  as: Pick<JudgedTask, "kind" | "weight" | "fold">,
): JudgedTask | null => {
  const found = as.weight > 0 ? judgeTask(model, text, embedding ?? null) : null;
  const best = found?.ranked[0]?.agent;
  return found && best !== undefined ? { ...as, agent: best, signals: found.signals, right: best === agent } : null;
};
