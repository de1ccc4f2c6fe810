import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile, wilsonLowerBound } from "../../../../shim/registry/fit/lower-bound.ts";
import { fitThreshold } from "../../../../shim/registry/fit/threshold.ts";

const answers = (right: number, wrong: number, wrongWeight = 1) => [
  ...Array.from({ length: right }, (_, i) => ({ score: 2 + i / right, right: true, weight: 1 })),
  ...Array.from({ length: wrong }, (_, i) => ({ score: 1 + i / wrong, right: false, weight: wrongWeight })),
];

describe("fitThreshold", () => {
  it("takes all right answers and leaves the wrong ones below", () => {
    expect(fitThreshold(answers(300, 100), 0.95, 0.9)).toBeGreaterThan(1.5);
    expect(fitThreshold(answers(300, 100), 0.95, 0.9)).toBeLessThanOrEqual(2);
  });

  it("promises nothing from a handful of answers, however right", () => {
    expect(fitThreshold(answers(20, 0), 0.9, 0.9)).toBeNull();
  });

  it("promises nothing that its support cannot bear", () => {
    expect(fitThreshold(answers(100, 0), 0.99, 0.95)).toBeNull();
    expect(fitThreshold(answers(400, 0), 0.99, 0.95)).not.toBeNull();
  });

  it("goes higher when the wrong ones stand for more of the traffic", () => {
    const mixed = (weight: number) =>
      Array.from({ length: 2000 }, (_, i) => ({
        score: i,
        right: i % 100 > 2 || i > 1500,
        weight: i % 100 > 2 || i > 1500 ? 1 : weight,
      }));
    const light = fitThreshold(mixed(1), 0.98, 0.9) ?? Number.POSITIVE_INFINITY;
    expect(fitThreshold(mixed(7), 0.98, 0.9) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(light);
  });

  it("accepts or refuses equal scores together", () => {
    const equal = Array.from({ length: 1000 }, (_, i) => ({ score: 1, right: i % 2 === 0, weight: 1 }));
    expect(fitThreshold(equal, 0.9, 0.9)).toBeNull();
  });

  it("keeps its promise on what it was fitted on, for any answers", () => {
    const answer = fc.record({
      score: fc.integer({ min: 0, max: 50 }),
      right: fc.boolean(),
      weight: fc.constantFrom(1, 6.6),
    });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 30, maxLength: 200 }), fc.constantFrom(0.5, 0.7), (all, precision) => {
        const threshold = fitThreshold(all, precision, 0.9);
        if (threshold === null) return true;
        const taken = all.filter(({ score }) => score >= threshold);
        const sum = (some: typeof taken) => some.reduce((total, { weight }) => total + weight, 0);
        return sum(taken.filter(({ right }) => right)) / sum(taken) >= precision;
      }),
    );
  });
});

describe("wilsonLowerBound", () => {
  it("equals published values", () => {
    // Newcombe (1998), table 1: 81 of 263, two-sided 95 %.
    expect(wilsonLowerBound(81 / 263, 263, 1.96)).toBeCloseTo(0.2553, 4);
    expect(wilsonLowerBound(15 / 148, 148, 1.96)).toBeCloseTo(0.0624, 4);
  });

  it("is 0 without support", () => expect(wilsonLowerBound(1, 0, 1.6449)).toBe(0));
});

describe("normalQuantile", () => {
  it("equals the tables", () => {
    expect(normalQuantile(0.9)).toBeCloseTo(1.2816, 3);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6449, 3);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it("refuses what is no confidence", () => expect(() => normalQuantile(1)).toThrow(RangeError));
});
