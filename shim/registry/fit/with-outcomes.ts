import { vectorOf } from "../text/gram-space.ts";
import { type AnsweredTasks, answeredTasksOf, likenessTo, type Outcome, outcomeSignals } from "./answered-tasks.ts";
import type { JudgedTask, TaskJudgements } from "./judged-tasks.ts";
import type { TaskModel } from "./task-model.ts";

/**
 * Adds to the signals of each judgement what became of the answers to the other tasks like it. `answered`: all of these
 * answers, for tasks to come. `outOfScope`: share of the traffic.
 */
export const withOutcomes = (
  { space }: TaskModel,
  judgements: readonly TaskJudgements[],
  outOfScope: number,
): { readonly judgements: readonly TaskJudgements[]; readonly answered: AnsweredTasks } => {
  const outside = judgements.filter(({ rows: [row] }) => row.kind === "outside").length;
  const weights = {
    outside: (outOfScope / outside) * judgements.length,
    inside: ((1 - outOfScope) / (judgements.length - outside)) * judgements.length,
  };
  const answered = answeredTasksOf(
    space,
    judgements.map(({ task: { text, embedding = null }, rows: [row] }) => ({
      text,
      embedding,
      answered: row.agent,
      outcome: outcomeOf(row),
      weight: row.kind === "outside" ? weights.outside : weights.inside,
    })),
  );
  const added = judgements.map(({ task, rows: [first, ...others] }, number): TaskJudgements => {
    const likeness = likenessTo(answered, vectorOf(space, task.text).vector, task.embedding ?? null);
    const add = (row: JudgedTask): JudgedTask => ({
      ...row,
      signals: [...row.signals, ...outcomeSignals(answered, likeness, row.agent, number)],
    });
    return { task, rows: [add(first), ...others.map(add)] };
  });
  return { judgements: added, answered };
};

const outcomeOf = ({ kind, right }: JudgedTask): Outcome => {
  if (kind === "outside") return "outside";
  return right ? "right" : "wrong";
};
