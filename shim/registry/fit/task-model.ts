import type { Card } from "../../../contracts/card.ts";
import { type GramSpace, gramSpaceOf, type SparseVector, vectorOf } from "../text/gram-space.ts";
import { type Clouds, fitClouds } from "./clouds.ts";
import type { EncodedExamples } from "./encoded-examples.ts";
import { type ExampleIndex, exampleIndexOf } from "./example-index.ts";
import { fitLinear, type LinearModel } from "./linear-model.ts";

/** Above this many agents the linear models would take more memory (0.5 MB an agent) than they are worth. */
export const MOST_LINEAR_AGENTS = 64;

/** A text and the agent that it belongs to. */
export interface Example {
  readonly text: string;
  readonly agent: string;
}

/** What the examples of all agents teach. Plain data: is fitted in one thread and used in another. */
export interface TaskModel {
  /** Agent ids, sorted; the numbers below are places in this list. */
  readonly agents: readonly string[];
  readonly space: GramSpace;
  /** Owner of each example. */
  readonly owners: Int32Array;
  readonly index: ExampleIndex;
  /** null: more agents than {@link MOST_LINEAR_AGENTS}; likeness alone ranks. */
  readonly linear: { readonly ranking: LinearModel; readonly judging: LinearModel } | null;
  /** null: no embeddings were given. */
  readonly encoded: EncodedExamples | null;
  /** Of the embeddings; null: none were given. */
  readonly clouds: Clouds | null;
}

/** What a card teaches: its examples, its name and description, and each tag by itself. Sorted, each text once. */
export const examplesOf = (cards: readonly Card[]): Example[] =>
  [...cards]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((card) =>
      [...new Set([...card.examples, card.name, card.description, ...card.tags])].map((text) => ({
        text,
        agent: card.id,
      })),
    );

/** Learns from examples (and labelled decisions, which are examples too). `encoded` must have one row an example. */
export const fitTaskModel = (
  examples: readonly Example[],
  encoded: EncodedExamples | null = null,
  seed = 1,
): TaskModel => {
  const agents = [...new Set(examples.map(({ agent }) => agent))].sort();
  const numbers = new Map(agents.map((agent, index) => [agent, index]));
  const owners = Int32Array.from(examples, ({ agent }) => numbers.get(agent) ?? 0);
  const space = gramSpaceOf(examples.map(({ text }) => text));
  const vectors = examples.map(({ text }) => vectorOf(space, text).vector);
  return {
    agents,
    space,
    owners,
    index: exampleIndexOf(vectors),
    linear: agents.length > MOST_LINEAR_AGENTS ? null : fitBoth(vectors, [...owners], agents.length, seed),
    encoded,
    clouds: encoded && fitClouds(encoded, owners, agents.length),
  };
};

const fitBoth = (vectors: readonly SparseVector[], labels: readonly number[], classes: number, seed: number) => ({
  ranking: fitLinear(vectors, labels, classes, "softmax", seed),
  judging: fitLinear(vectors, labels, classes, "one-vs-rest", seed),
});
