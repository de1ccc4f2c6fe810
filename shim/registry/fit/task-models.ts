import type { EncodedExamples } from "./encoded-examples.ts";
import { type Example, fitTaskModel, type TaskModel } from "./task-model.ts";

/** What examples teach, and what they would teach were some agents not there. Plain data. */
export interface TaskModels {
  readonly whole: TaskModel;
  /** Together they lack each agent once; none where fewer than three agents leave no choice. */
  readonly partial: readonly PartialModel[];
}

/** A model of all agents but some: to it, their tasks belong to nobody. */
export interface PartialModel {
  readonly without: ReadonlySet<string>;
  readonly model: TaskModel;
}

const PARTS = 5;
const FEWEST_AGENTS = 3;

/** Fits the model of all agents, and up to five that each lack a part of them. `encoded`: one row an example. */
export const fitTaskModels = (
  examples: readonly Example[],
  encoded: EncodedExamples | null = null,
  seed = 1,
): TaskModels => {
  const whole = fitTaskModel(examples, encoded, seed);
  const { agents } = whole;
  const parts = agents.length < FEWEST_AGENTS ? 0 : Math.min(PARTS, agents.length);
  const partial = Array.from({ length: parts }, (_, part) => {
    const without = new Set(agents.filter((_, index) => index % parts === part));
    const kept = [...examples.keys()].filter((index) => !without.has(examples[index]?.agent ?? ""));
    const others = examples.filter(({ agent }) => !without.has(agent));
    return { without, model: fitTaskModel(others, encoded && rowsOf(encoded, kept), seed) };
  });
  return { whole, partial };
};

const rowsOf = ({ dimensions, vectors }: EncodedExamples, kept: readonly number[]): EncodedExamples => {
  const rows = new Float32Array(kept.length * dimensions);
  for (const [to, from] of kept.entries())
    rows.set(vectors.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions);
  return { dimensions, vectors: rows };
};
