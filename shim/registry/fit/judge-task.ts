import { vectorOf } from "../text/gram-space.ts";
import { bestOf } from "./best-of.ts";
import { type Closeness, closest } from "./closest.ts";
import { type CloudScores, cloudScores } from "./clouds.ts";
import type { EncodedExamples } from "./encoded-examples.ts";
import { similarities } from "./example-index.ts";
import { linearScores } from "./linear-model.ts";
import { softmax } from "./softmax.ts";
import type { TaskModel } from "./task-model.ts";

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
 * Ranks all agents of the model for a text; null when it has none. `embedding` (of length 1) is needed exactly if the model
 * has encoded examples.
 */
export const judgeTask = (model: TaskModel, text: string, embedding: Float32Array | null = null): Judgement | null => {
  const agents = model.agents.length;
  if (agents === 0) return null;
  const { vector, known } = vectorOf(model.space, text);
  const similar = similarities(model.index, vector);
  const near = closest(similar, model.owners, agents);
  const encoded = model.encoded && embedding ? cosines(model.encoded, embedding) : null;
  const density = encoded && densities(encoded, model.owners, agents, ENCODED_SHARPNESS);
  const judged = model.linear
    ? linearScores(model.linear.judging, vector)
    : Float64Array.from(near, ({ mean }) => mean);
  const kinds = model.linear?.kinds && bestOf(linearScores(model.linear.kinds, vector), model.kindOwners, agents);
  const grams = model.linear
    ? linearScores(model.linear.ranking, vector)
    : densities(similar, model.owners, agents, GRAM_SHARPNESS);
  const logShares = density ? addLogShares(grams, density) : logSharesOf(grams);
  const shares = softmax(logShares);
  const order = [...shares.keys()].sort((a, b) => (logShares[b] ?? 0) - (logShares[a] ?? 0) || a - b);
  const [best = 0, second] = order;
  const margin = second === undefined ? MOST_MARGIN : (logShares[best] ?? 0) - (logShares[second] ?? 0);
  return {
    ranked: order.map((at) => ({ agent: model.agents[at] ?? "", share: shares[at] ?? 0 })),
    signals: [
      Math.min(margin, MOST_MARGIN),
      judged[best] ?? 0,
      highestOther(judged, best),
      ...(kinds ? [kinds[best] ?? 0, highestOther(kinds, best)] : []),
      ...closenessSignals(near, best),
      known,
      Math.log(1 + vector.places.length),
      ...(encoded && density
        ? [...closenessSignals(closest(encoded, model.owners, agents), best), density[best] ?? 0]
        : []),
      ...(model.clouds && embedding ? cloudSignals(cloudScores(model.clouds, embedding, agents), best) : []),
    ],
  };
};

/** With one agent to choose from there is no second to keep a distance from. */
const MOST_MARGIN = 40;

const logSharesOf = (scores: Float64Array): Float64Array => softmax(scores).map((share) => Math.log(share + 1e-9));

/** Grams and embeddings as independent witnesses: their log shares add up. */
const addLogShares = (grams: Float64Array, density: Float64Array): Float64Array => {
  const meaning = logSharesOf(density);
  return logSharesOf(grams).map((value, at) => value + (meaning[at] ?? 0));
};

const closenessSignals = (near: readonly Closeness[], best: number): number[] => {
  const own = near[best] ?? { best: 0, mean: 0 };
  return [
    own.best,
    own.mean,
    own.best -
      highestOther(
        near.map((one) => one.best),
        best,
      ),
  ];
};

const cloudSignals = ({ nearness, against }: CloudScores, best: number): number[] => [
  nearness[best] ?? 0,
  against[best] ?? 0,
  highestOther(against, best),
];

const highestOther = (values: ArrayLike<number>, best: number): number => {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) if (at !== best) highest = Math.max(highest, values[at] ?? 0);
  return Number.isFinite(highest) ? highest : 0;
};

const cosines = ({ dimensions, vectors }: EncodedExamples, embedding: Float32Array): Float32Array => {
  const found = new Float32Array(vectors.length / dimensions);
  for (let example = 0; example < found.length; example += 1) {
    const row = example * dimensions;
    // Four sums at once: one would have to wait for itself at each step, and this is most of a lookup's time.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = 0; at < dimensions; at += 4) {
      a += (vectors[row + at] ?? 0) * (embedding[at] ?? 0);
      b += (vectors[row + at + 1] ?? 0) * (embedding[at + 1] ?? 0);
      c += (vectors[row + at + 2] ?? 0) * (embedding[at + 2] ?? 0);
      d += (vectors[row + at + 3] ?? 0) * (embedding[at + 3] ?? 0);
    }
    found[example] = a + b + c + d;
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
