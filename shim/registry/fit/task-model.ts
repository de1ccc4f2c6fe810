import { type GramSpace, gramSpaceOf, type SparseVector, vectorOf } from "../text/gram-space.ts";
import { type Clouds, fitClouds } from "./clouds.ts";
import type { EncodedExamples } from "./encoded-examples.ts";
import { type ExampleIndex, exampleIndexOf } from "./example-index.ts";
import { fitLinear, type LinearModel } from "./linear-model.ts";

/** Above this many agents the linear models would take longer to fit than they are worth. */
export const MOST_LINEAR_AGENTS = 64;

/** The same for kinds of work: above it, only agents are judged by words. */
export const MOST_LINEAR_KINDS = 256;

/** A text and the agent that it belongs to. */
export interface Example {
  readonly text: string;
  readonly agent: string;
  /** Which of the agent's kinds of work it is, by any name; absent: not told. */
  readonly skill?: string;
}

/** What the examples of all agents teach. Plain data: is fitted in one thread and used in another. */
export interface TaskModel {
  /** Agent ids, sorted; the numbers below are places in this list. */
  readonly agents: readonly string[];
  readonly space: GramSpace;
  /** Owner of each example. */
  readonly owners: Int32Array;
  /** Owner of each kind of work: a skill of an agent, or what it was told without one. */
  readonly kindOwners: Int32Array;
  readonly index: ExampleIndex;
  /** null: more agents than {@link MOST_LINEAR_AGENTS}; likeness alone ranks. */
  readonly linear: LinearModels | null;
  /** null: no embeddings were given. */
  readonly encoded: EncodedExamples | null;
  /** Of the embeddings; null: none were given. */
  readonly clouds: Clouds | null;
}

/** What words say of a task. */
export interface LinearModels {
  /** Which agent, if one of them. */
  readonly ranking: LinearModel;
  /** Whether it is one of an agent's. */
  readonly judging: LinearModel;
  /** Whether it is of a kind of work; null: agents have but one each, or all together more than {@link MOST_LINEAR_KINDS}. */
  readonly kinds: LinearModel | null;
}

/** Learns from examples (and labelled decisions, which are examples too). `encoded` must have one row an example. */
export const fitTaskModel = (
  examples: readonly Example[],
  encoded: EncodedExamples | null = null,
  seed = 1,
): TaskModel => {
  const agents = [...new Set(examples.map(({ agent }) => agent))].sort();
  const numbers = new Map(agents.map((agent, index) => [agent, index]));
  const owners = Int32Array.from(examples, ({ agent }) => numbers.get(agent) ?? 0);
  const { kinds, kindOwners } = kindsOf(examples, owners);
  const space = gramSpaceOf(examples.map(({ text }) => text));
  const vectors = examples.map(({ text }) => vectorOf(space, text).vector);
  return {
    agents,
    space,
    owners,
    kindOwners,
    index: exampleIndexOf(vectors),
    linear: agents.length > MOST_LINEAR_AGENTS ? null : fitLinears(vectors, owners, kinds, kindOwners, seed),
    encoded,
    clouds: encoded && fitClouds(encoded, kinds, kindOwners),
  };
};

/** Numbers the kinds of work in order of their first example. */
const kindsOf = (examples: readonly Example[], owners: Int32Array) => {
  const numbers = new Map<string, number>();
  const kindOwners: number[] = [];
  const kinds = Int32Array.from(examples, ({ skill }, at) => {
    const owner = owners[at] ?? 0;
    const key = JSON.stringify([owner, skill ?? null]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, kindOwners.length);
    return kindOwners.push(owner) - 1;
  });
  return { kinds, kindOwners: Int32Array.from(kindOwners) };
};

const fitLinears = (
  vectors: readonly SparseVector[],
  owners: Int32Array,
  kinds: Int32Array,
  kindOwners: Int32Array,
  seed: number,
): LinearModels => {
  const agents = new Set(owners).size;
  const many = kindOwners.length > agents && kindOwners.length <= MOST_LINEAR_KINDS;
  return {
    ranking: fitLinear(vectors, owners, agents, "softmax", seed),
    judging: fitLinear(vectors, owners, agents, "one-vs-rest", seed),
    kinds: many ? fitLinear(vectors, kinds, kindOwners.length, "one-vs-rest", seed) : null,
  };
};
