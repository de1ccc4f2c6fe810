import { describe, expect, it } from "vitest";
import { cloudScores, fitClouds } from "../../../../shim/registry/fit/clouds.ts";
import { seededRandom } from "../../../../shim/registry/fit/seeded-random.ts";

const random = seededRandom(3);
const unit = (values: readonly number[]): number[] => values.map((value) => value / Math.hypot(...values));

/** Near one axis of three. */
const near = (axis: number): number[] =>
  unit(Array.from({ length: 3 }, (_, at) => (at === axis ? 1 : 0) + 0.2 * (random() - 0.5)));

const rows = Array.from({ length: 60 }, (_, index) => near(index % 2));
const vectors = Float32Array.from(rows.flat());
const owners = Int32Array.from(rows, (_, index) => index % 2);
const each = Int32Array.from([0, 1]);
const clouds = fitClouds({ dimensions: 3, vectors }, owners, each);
const scores = (vector: readonly number[]) => {
  const { nearness, against } = cloudScores(clouds, Float32Array.from(vector), 2);
  return { nearness: [...nearness], against };
};

describe("clouds of vectors", () => {
  it.each([0, 1])("a vector of agent %s is nearer to it, and speaks for it", (agent) => {
    const { nearness, against } = scores(near(agent));
    expect(nearness[agent]).toBeGreaterThan(nearness[1 - agent] ?? 0);
    expect(against[agent]).toBeGreaterThan(0.5);
    expect(against[1 - agent]).toBeLessThan(0.5);
  });

  it("a vector of nobody is nearer to nobody than one of theirs", () => {
    const strange = Math.max(...scores(near(2)).nearness);
    expect(strange).toBeLessThan(Math.max(...scores(near(0)).nearness));
    expect(strange).toBeLessThan(Math.max(...scores(near(1)).nearness));
  });

  it("an agent of two kinds of work far apart is as near as the nearer one", () => {
    const three = Array.from({ length: 60 }, (_, index) => near(index % 3));
    const apart = fitClouds(
      { dimensions: 3, vectors: Float32Array.from(three.flat()) },
      Int32Array.from(three, (_, index) => index % 3),
      Int32Array.from([0, 1, 0]),
    );
    for (const [axis, agent] of [0, 1, 0].entries()) {
      const { nearness, against } = cloudScores(apart, Float32Array.from(near(axis)), 2);
      expect(nearness[agent]).toBeGreaterThan(nearness[1 - agent] ?? 0);
      expect(against[agent]).toBeGreaterThan(against[1 - agent] ?? 0);
    }
  });

  it("one example an agent is enough to stay finite", () => {
    const few = fitClouds({ dimensions: 3, vectors: Float32Array.from([1, 0, 0, 0, 1, 0]) }, each, each);
    const { nearness, against } = cloudScores(few, Float32Array.from([1, 0, 0]), 2);
    expect([...nearness, ...against].every(Number.isFinite)).toBe(true);
    expect(nearness[0]).toBeGreaterThan(nearness[1] ?? 0);
  });
});
