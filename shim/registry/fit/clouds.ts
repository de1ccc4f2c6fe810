import { bestOf } from "./best-of.ts";
import type { EncodedExamples } from "./encoded-examples.ts";
import { type Whitening, whitened, whiteningOf } from "./whitening.ts";

/** How the examples' vectors scatter: within a kind of work, and all of them. Plain data. */
export interface Clouds {
  readonly within: Whitening;
  readonly overall: Whitening;
  /** Each kind's mean, whitened by `within`, kind after kind. */
  readonly meansWithin: Float32Array;
  /** The same by `overall`. */
  readonly meansOverall: Float32Array;
  /** Share of the examples that each kind has. */
  readonly shares: Float64Array;
  /** The agent of each kind. */
  readonly owners: Int32Array;
}

/** What the clouds say of one vector. */
export interface CloudScores {
  /**
   * By agent: how much nearer than the examples at large its nearest kind of work is: relative Mahalanobis distance (Ren et
   * al., 2021), turned round.
   */
  readonly nearness: Float64Array;
  /** By agent: the best linear discriminant of one of its kinds against all others. */
  readonly against: Float64Array;
}

/** Learns from vectors, the kind of work of each, and the agent of each kind. */
export const fitClouds = ({ dimensions, vectors }: EncodedExamples, kinds: Int32Array, owners: Int32Array): Clouds => {
  const shares = new Float64Array(owners.length);
  for (const kind of kinds) shares[kind] = (shares[kind] ?? 0) + 1 / kinds.length;
  const { means, centre } = meansOf({ dimensions, vectors }, kinds, shares);
  const row = (of: ArrayLike<number>, number: number) => (at: number) => of[number * dimensions + at] ?? 0;
  const scatter = new Float64Array(dimensions * dimensions);
  for (let example = 0; example < kinds.length; example += 1)
    addOuter(scatter, row(vectors, example), centre, 1 / kinds.length);
  const overall = whiteningOf(scatter, centre);
  // How the kinds' means scatter is no scatter within kinds.
  for (const [kind, share] of shares.entries()) addOuter(scatter, row(means, kind), centre, -share);
  const within = whiteningOf(scatter, centre);
  return { within, overall, meansWithin: allOf(means, within), meansOverall: allOf(means, overall), shares, owners };
};

const meansOf = ({ dimensions, vectors }: EncodedExamples, kinds: Int32Array, shares: Float64Array) => {
  const means = new Float64Array(shares.length * dimensions);
  const centre = new Float64Array(dimensions);
  for (const [example, kind] of kinds.entries()) {
    const all = kinds.length;
    const own = all * (shares[kind] ?? 1);
    for (let at = 0; at < dimensions; at += 1) {
      const value = vectors[example * dimensions + at] ?? 0;
      means[kind * dimensions + at] = (means[kind * dimensions + at] ?? 0) + value / own;
      centre[at] = (centre[at] ?? 0) + value / all;
    }
  }
  return { means, centre };
};

/** Scores of a vector of length 1, for each of the `agents`. */
export const cloudScores = (clouds: Clouds, vector: Float32Array, agents: number): CloudScores => {
  const inner = whitened(clouds.within, vector);
  const outer = whitened(clouds.overall, vector);
  const away = product(outer, outer, 0);
  const near = clouds.shares.map((_, kind) => away - distance(inner, clouds.meansWithin, kind * inner.length));
  const against = clouds.shares.map(
    (share, kind) => share * (1 + product(outer, clouds.meansOverall, kind * outer.length)),
  );
  return { nearness: bestOf(near, clouds.owners, agents), against: bestOf(against, clouds.owners, agents) };
};

const product = (vector: Float64Array, rows: ArrayLike<number>, start: number): number => {
  let sum = 0;
  for (let at = 0; at < vector.length; at += 1) sum += (vector[at] ?? 0) * (rows[start + at] ?? 0);
  return sum;
};

/** Squared. */
const distance = (vector: Float64Array, rows: ArrayLike<number>, start: number): number => {
  let sum = 0;
  for (let at = 0; at < vector.length; at += 1) sum += ((vector[at] ?? 0) - (rows[start + at] ?? 0)) ** 2;
  return sum;
};

/** Adds the outer product of (vector - centre), lower triangle only. */
const addOuter = (
  scatter: Float64Array,
  valueAt: (at: number) => number,
  centre: Float64Array,
  weight: number,
): void => {
  const apart = centre.map((value, at) => valueAt(at) - value);
  for (let row = 0; row < apart.length; row += 1) {
    const factor = weight * (apart[row] ?? 0);
    const start = row * apart.length;
    for (let at = 0; at <= row; at += 1) scatter[start + at] = (scatter[start + at] ?? 0) + factor * (apart[at] ?? 0);
  }
};

const allOf = (means: Float64Array, whitening: Whitening): Float32Array => {
  const { dimensions } = whitening;
  const all = new Float32Array(means.length);
  for (let start = 0; start < means.length; start += dimensions)
    all.set(whitened(whitening, means.subarray(start, start + dimensions)), start);
  return all;
};
