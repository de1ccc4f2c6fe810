import { describe, expect, it } from "vitest";
import { exactUpperBound } from "../../contracts/exact-upper-bound.ts";

describe("exactUpperBound", () => {
  // The `confidence` quantile of Beta(k + 1, n - k).
  it.each([
    { count: 0, of: 100, confidence: 0.9, bound: 0.0227628 },
    { count: 0, of: 100, confidence: 0.95, bound: 0.029513 },
    { count: 1, of: 10, confidence: 0.95, bound: 0.3941633 },
    { count: 1, of: 1, confidence: 0.9, bound: 1 },
    { count: 0, of: 0, confidence: 0.9, bound: 1 },
  ])("is $bound for $count of $of at $confidence", ({ count, of, confidence, bound }) => {
    expect(exactUpperBound(count, of, confidence)).toBeCloseTo(bound, 6);
  });

  it("holds its confidence for rare events: the chance to see so few is what is left of it", () => {
    const bound = exactUpperBound(0, 200, 0.9);
    expect((1 - bound) ** 200).toBeCloseTo(0.1, 6);
  });

  it("refuses counts that cannot be", () => {
    expect(() => exactUpperBound(4, 3, 0.9)).toThrow(RangeError);
    expect(() => exactUpperBound(1, 2.5, 0.9)).toThrow(RangeError);
  });
});
