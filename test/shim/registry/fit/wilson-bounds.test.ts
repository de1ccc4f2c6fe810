import { describe, expect, it } from "vitest";
import { normalQuantile, wilsonLowerBound, wilsonUpperBound } from "../../../../shim/registry/fit/wilson-bounds.ts";

describe("Wilson's bounds", () => {
  it("equal published values", () => {
    // Newcombe (1998), table 1: 81 of 263 and 15 of 148, two-sided 95 %.
    expect(wilsonLowerBound(81 / 263, 263, 1.96)).toBeCloseTo(0.2553, 4);
    expect(wilsonUpperBound(81 / 263, 263, 1.96)).toBeCloseTo(0.3662, 4);
    expect(wilsonLowerBound(15 / 148, 148, 1.96)).toBeCloseTo(0.0624, 4);
    expect(wilsonUpperBound(15 / 148, 148, 1.96)).toBeCloseTo(0.1605, 4);
  });

  it("say nothing without observations", () => {
    expect(wilsonLowerBound(1, 0, 1.6449)).toBe(0);
    expect(wilsonUpperBound(0, 0, 1.6449)).toBe(1);
  });
});

describe("normalQuantile", () => {
  it("equals the tables", () => {
    expect(normalQuantile(0.9)).toBeCloseTo(1.2816, 3);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6449, 3);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it("refuses what is no confidence", () => expect(() => normalQuantile(1)).toThrow(RangeError));
});
