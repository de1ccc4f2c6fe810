import { GRAM_PLACES, type SparseVector } from "../text/gram-space.ts";
import { seededRandom, shuffledIndices } from "./seeded-random.ts";
import { softmax } from "./softmax.ts";

/**
 * How classes compete. softmax: one of them is right, which ranks them; one-vs-rest: each is judged by itself, which
 * tells when none is.
 */
export type Loss = "softmax" | "one-vs-rest";

/** A linear classifier over gram vectors. Plain data: may cross to another thread. */
export interface LinearModel {
  readonly classes: number;
  /** Row of each place in `weights`; -1: no example had it, so it has no weight. {@link GRAM_PLACES} long. */
  readonly rows: Int32Array;
  /** `weights[row * classes + class]`. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

const EPOCHS = 12;
const RATE = 0.5;
const BIAS_RATE = 0.05;
const RIDGE = 1e-5;

/** Fits by AdaGrad (Duchi et al., 2011), 12 passes in seeded order. `labels[i]` is the class of `vectors[i]`. */
export const fitLinear = (
  vectors: readonly SparseVector[],
  labels: ArrayLike<number>,
  classes: number,
  loss: Loss,
  seed = 1,
): LinearModel => {
  const { rows, count } = rowsOf(vectors);
  const model = { classes, rows, weights: new Float32Array(count * classes), biases: new Float32Array(classes) };
  const squares = new Float32Array(count * classes).fill(1e-6);
  const random = seededRandom(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const index of shuffledIndices(vectors.length, random)) {
      const vector = vectors[index];
      if (vector) learn(model, squares, vector, labels[index] ?? 0, loss);
    }
  }
  return model;
};

/** Numbers the places that occur: most do not, and a weight for each would be megabytes. */
const rowsOf = (vectors: readonly SparseVector[]): { rows: Int32Array; count: number } => {
  const rows = new Int32Array(GRAM_PLACES).fill(-1);
  let count = 0;
  for (const { places } of vectors)
    for (const place of places) {
      if (rows[place] !== -1) continue;
      rows[place] = count;
      count += 1;
    }
  return { rows, count };
};

/** One score a class; higher is likelier. */
export const linearScores = (model: LinearModel, { places, weights }: SparseVector): Float64Array => {
  const scores = Float64Array.from(model.biases);
  for (let index = 0; index < places.length; index += 1) {
    const row = (model.rows[places[index] ?? 0] ?? -1) * model.classes;
    if (row < 0) continue;
    const weight = weights[index] ?? 0;
    for (let c = 0; c < model.classes; c += 1) scores[c] = (scores[c] ?? 0) + (model.weights[row + c] ?? 0) * weight;
  }
  return scores;
};

const learn = (model: LinearModel, squares: Float32Array, vector: SparseVector, label: number, loss: Loss): void => {
  const scores = linearScores(model, vector);
  const shares = loss === "softmax" ? softmax(scores) : scores.map((score) => 1 / (1 + Math.exp(-score)));
  const errors = shares.map((share, c) => share - (c === label ? 1 : 0));
  for (const [c, error] of errors.entries()) model.biases[c] = (model.biases[c] ?? 0) - BIAS_RATE * error;
  // Row by row, as they lie in memory: the other way round most of the time goes into waiting for it.
  for (let index = 0; index < vector.places.length; index += 1) {
    const row = (model.rows[vector.places[index] ?? 0] ?? 0) * model.classes;
    const input = vector.weights[index] ?? 0;
    for (let c = 0; c < model.classes; c += 1) {
      const weight = model.weights[row + c] ?? 0;
      const slope = (errors[c] ?? 0) * input + RIDGE * weight;
      const square = (squares[row + c] ?? 0) + slope * slope;
      squares[row + c] = square;
      model.weights[row + c] = weight - (RATE * slope) / Math.sqrt(square);
    }
  }
};
