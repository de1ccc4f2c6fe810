import { vectorOf } from "../text/gram-space.ts";
import { type Closeness, closest } from "./closest.ts";
import { similarities } from "./example-index.ts";
import { linearScores } from "./linear-model.ts";
import { softmax } from "./softmax.ts";
import type { EncodedExamples, TaskModel } from "./task-model.ts";

/** An agent and its share among the agents asked about; shares add up to 1. */
export interface RankedAgent {
  readonly agent: string;
  readonly share: number;
}

/** What the model sees in a text. */
export interface Judgement {
  /** Best first; ties by id. */
  readonly ranked: readonly RankedAgent[];
  /** What speaks for and against the best one; always the same length for one model. */
  readonly signals: readonly number[];
}

/** Sharpness of likeness: 25 for embeddings and 10 for grams, chosen on validation data. */
const ENCODED_SHARPNESS = 25;
const GRAM_SHARPNESS = 10;

/**
 * Ranks the eligible agents for a text. `embedding` (of length 1) is needed exactly if the model has encoded examples; null
 * when no eligible agent is known to the model.
 */
export const judgeTask = (
  model: TaskModel,
  text: string,
  embedding: Float32Array | null = null,
  eligible?: ReadonlySet<string>,
): Judgement | null => {
  const chosen = model.agents.flatMap((agent, index) => (!eligible || eligible.has(agent) ? [index] : []));
  if (chosen.length === 0) return null;
  const { vector, known } = vectorOf(model.space, text);
  const similar = similarities(model.index, vector);
  const near = closest(similar, model.owners, model.agents.length);
  const encoded = model.encoded && embedding ? cosines(model.encoded, embedding) : null;
  const density = encoded && densities(encoded, model.owners, model.agents.length, ENCODED_SHARPNESS);
  const judged = model.linear ? linearScores(model.linear.judging, vector) : Float64Array.from(near, ({ mean }) => mean);
  const grams = model.linear
    ? linearScores(model.linear.ranking, vector)
    : densities(similar, model.owners, model.agents.length, GRAM_SHARPNESS);
  const logShares = addLogShares(chosen, grams, density);
  const order = [...chosen.keys()].sort((a, b) => (logShares[b] ?? 0) - (logShares[a] ?? 0) || a - b);
  const shares = softmax(logShares);
  const [first = 0, second] = order;
  const best = chosen[first] ?? 0;
  const margin = second === undefined ? MOST_MARGIN : (logShares[first] ?? 0) - (logShares[second] ?? 0);
  return {
    ranked: order.map((at) => ({ agent: model.agents[chosen[at] ?? 0] ?? "", share: shares[at] ?? 0 })),
    signals: [
      Math.min(margin, MOST_MARGIN),
      judged[best] ?? 0,
      highestOther(chosen, best, (agent) => judged[agent] ?? 0),
      ...closenessSignals(near, chosen, best),
      known,
      Math.log(1 + vector.places.length),
      ...(encoded && density
        ? [...closenessSignals(closest(encoded, model.owners, model.agents.length), chosen, best), density[best] ?? 0]
        : []),
    ],
  };
};

/** With one agent to choose from there is no second to keep a distance from. */
const MOST_MARGIN = 40;

/** Grams and embeddings as independent witnesses: their log shares add up. */
const addLogShares = (chosen: readonly number[], grams: Float64Array, density: Float64Array | null): Float64Array => {
  const pick = (scores: Float64Array) => softmax(chosen.map((agent) => scores[agent] ?? 0)).map((s) => Math.log(s + 1e-9));
  const words = pick(grams);
  const meaning = density && pick(density);
  return meaning ? words.map((value, at) => value + (meaning[at] ?? 0)) : words;
};

const closenessSignals = (near: readonly Closeness[], chosen: readonly number[], best: number): number[] => {
  const own = near[best] ?? { best: 0, mean: 0 };
  return [own.best, own.mean, own.best - highestOther(chosen, best, (agent) => near[agent]?.best ?? 0)];
};

const highestOther = (chosen: readonly number[], best: number, valueOf: (agent: number) => number): number => {
  const others = chosen.filter((agent) => agent !== best).map(valueOf);
  return others.length > 0 ? Math.max(...others) : 0;
};

const cosines = ({ dimensions, vectors }: EncodedExamples, embedding: Float32Array): Float32Array => {
  const found = new Float32Array(vectors.length / dimensions);
  for (let example = 0; example < found.length; example += 1) {
    const row = example * dimensions;
    let sum = 0;
    for (let at = 0; at < dimensions; at += 1) sum += (vectors[row + at] ?? 0) * (embedding[at] ?? 0);
    found[example] = sum;
  }
  return found;
};

/** Per agent the log of a kernel density over its examples. */
const densities = (similar: Float32Array, owners: Int32Array, agents: number, sharpness: number): Float64Array => {
  const sums = new Float64Array(agents);
  for (const [example, owner] of owners.entries())
    sums[owner] = (sums[owner] ?? 0) + Math.exp(sharpness * ((similar[example] ?? 0) - 1));
  return sums.map((sum) => Math.log(sum + 1e-12));
};
