import { type GramSpace, type SparseVector, vectorOf } from "../text/gram-space.ts";
import { cosines } from "./cosines.ts";
import type { EncodedExamples } from "./encoded-examples.ts";
import { type ExampleIndex, exampleIndexOf, similarities } from "./example-index.ts";

/** A labelled task, the agent that was answered, and what became of it. */
export interface AnsweredTask {
  readonly text: string;
  readonly embedding: Float32Array | null;
  readonly answered: string;
  readonly outcome: Outcome;
  /** How much traffic it stands for, 1 being the mean task. */
  readonly weight: number;
}

/** outside: no agent was right. */
export type Outcome = "right" | "wrong" | "outside";

/** What became of answers to labelled tasks, so that a new answer can be held against those to tasks like it. Plain data. */
export interface AnsweredTasks {
  readonly tasks: readonly Pick<AnsweredTask, "answered" | "outcome" | "weight">[];
  readonly index: ExampleIndex;
  /** null: no embeddings were given. */
  readonly encoded: EncodedExamples | null;
}

/** How alike each labelled task is to a text: cosines of grams and, where there are embeddings, of these. */
export type Likeness = readonly Float32Array[];

/** Sharpness of likeness: how fast a labelled task counts less the less it is like; of grams, of embeddings. */
const SHARPNESS = [10, 15];

/** So much is taken to have been seen of everything. Little: what was seen nearby should outweigh it. */
const LEAST = 0.03;

/** Keeps labelled tasks with what became of them. With embeddings, all of them need one. */
export const answeredTasksOf = (space: GramSpace, tasks: readonly AnsweredTask[]): AnsweredTasks => ({
  tasks: tasks.map(({ answered, outcome, weight }) => ({ answered, outcome, weight })),
  index: exampleIndexOf(tasks.map(({ text }) => vectorOf(space, text).vector)),
  encoded: rowsOf(tasks.flatMap(({ embedding }) => (embedding ? [embedding] : []))),
});

/** How alike the labelled tasks are to a text, in their order. */
export const likenessTo = (
  { index, encoded }: AnsweredTasks,
  vector: SparseVector,
  embedding: Float32Array | null,
): Likeness => [similarities(index, vector), ...(encoded && embedding ? [cosines(encoded, embedding)] : [])];

/**
 * What became of tasks like this one, four logarithms a likeness: of the traffic nearby that the same agent was answered to,
 * rightly and wrongly, and of the traffic out of scope, answered by anybody and by this agent. `except`: number of a task that
 * does not count, since it is the one asked about.
 */
export const outcomeSignals = (
  { tasks }: AnsweredTasks,
  likeness: Likeness,
  agent: string,
  except: number | null = null,
): number[] =>
  likeness.flatMap((alike, kind) => {
    const sums = { right: LEAST, wrong: LEAST, outside: LEAST, taken: LEAST };
    for (const [at, { answered, outcome, weight }] of tasks.entries()) {
      const isSame = answered === agent;
      if (at === except || (!isSame && outcome !== "outside")) continue;
      const nearby = weight * Math.exp((SHARPNESS[kind] ?? 0) * ((alike[at] ?? 0) - 1));
      sums[outcome] += nearby;
      if (isSame && outcome === "outside") sums.taken += nearby;
    }
    return [sums.right, sums.wrong, sums.outside, sums.taken].map(Math.log);
  });

const rowsOf = (rows: readonly Float32Array[]): EncodedExamples | null => {
  const dimensions = rows[0]?.length ?? 0;
  if (dimensions === 0) return null;
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) vectors.set(row, at * dimensions);
  return { dimensions, vectors };
};
