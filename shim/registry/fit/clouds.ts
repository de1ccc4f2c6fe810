import type { EncodedExamples } from "./encoded-examples.ts";
import { type Whitening, whitened, whiteningOf } from "./whitening.ts";

/** How the examples' vectors scatter: within an agent, and all of them. Plain data. */
export interface Clouds {
  readonly within: Whitening;
  readonly overall: Whitening;
  /** Each agent's mean, whitened by `within`, agent after agent. */
  readonly meansWithin: Float32Array;
  /** The same by `overall`. */
  readonly meansOverall: Float32Array;
  /** Share of the examples that each agent has. */
  readonly shares: Float64Array;
}

/** What the clouds say of one vector. */
export interface CloudScores {
  /**
   * How much nearer than the examples at large the agent that was asked about is: relative Mahalanobis distance (Ren et al.,
   * 2021), turned round.
   */
  readonly nearness: number;
  /** By agent: a linear discriminant of it against all others. */
  readonly against: Float64Array;
}

/** Learns from vectors and the agent of each. */
export const fitClouds = ({ dimensions, vectors }: EncodedExamples, owners: Int32Array, agents: number): Clouds => {
  const shares = new Float64Array(agents);
  for (const owner of owners) shares[owner] = (shares[owner] ?? 0) + 1 / owners.length;
  const { means, centre } = meansOf({ dimensions, vectors }, owners, shares);
  const row = (of: ArrayLike<number>, number: number) => (at: number) => of[number * dimensions + at] ?? 0;
  const scatter = new Float64Array(dimensions * dimensions);
  for (let example = 0; example < owners.length; example += 1)
    addOuter(scatter, row(vectors, example), centre, 1 / owners.length);
  const overall = whiteningOf(scatter, centre);
  // How the agents' means scatter is no scatter within agents.
  for (const [agent, share] of shares.entries()) addOuter(scatter, row(means, agent), centre, -share);
  const within = whiteningOf(scatter, centre);
  return { within, overall, meansWithin: allOf(means, within), meansOverall: allOf(means, overall), shares };
};

const meansOf = ({ dimensions, vectors }: EncodedExamples, owners: Int32Array, shares: Float64Array) => {
  const means = new Float64Array(shares.length * dimensions);
  const centre = new Float64Array(dimensions);
  for (const [example, owner] of owners.entries()) {
    const all = owners.length;
    const own = all * (shares[owner] ?? 1);
    for (let at = 0; at < dimensions; at += 1) {
      const value = vectors[example * dimensions + at] ?? 0;
      means[owner * dimensions + at] = (means[owner * dimensions + at] ?? 0) + value / own;
      centre[at] = (centre[at] ?? 0) + value / all;
    }
  }
  return { means, centre };
};

/** Scores of a vector of length 1; `agent`: the one whose nearness is asked. */
export const cloudScores = (clouds: Clouds, vector: Float32Array, agent: number): CloudScores => {
  const { dimensions } = clouds.within;
  const inner = whitened(clouds.within, vector);
  const outer = whitened(clouds.overall, vector);
  let nearness = 0;
  for (let at = 0; at < dimensions; at += 1)
    nearness += (outer[at] ?? 0) ** 2 - ((inner[at] ?? 0) - (clouds.meansWithin[agent * dimensions + at] ?? 0)) ** 2;
  const against = clouds.shares.map((share, other) => {
    const start = other * dimensions;
    let product = 0;
    for (let at = 0; at < dimensions; at += 1) product += (outer[at] ?? 0) * (clouds.meansOverall[start + at] ?? 0);
    return share * (1 + product);
  });
  return { nearness, against };
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
