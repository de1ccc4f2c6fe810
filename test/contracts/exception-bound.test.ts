import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exceptionBound } from "../../contracts/exception-bound.ts";

describe("exceptionBound", () => {
  it("is 3/n for no exception in n runs, and all is possible without runs", () => {
    expect(exceptionBound(400, 0)).toBe(0.0075);
    expect(exceptionBound(4, 0)).toBe(0.75);
    expect(exceptionBound(0, 0)).toBe(1);
  });

  // Upper ends of one-sided 95 % Clopper-Pearson intervals: the 0.95 quantile of Beta(k + 1, n - k).
  it.each([
    { support: 2, exceptions: 0, bound: 0.7763932 },
    { support: 10, exceptions: 1, bound: 0.3941633 },
    { support: 20, exceptions: 5, bound: 0.4555824 },
    { support: 5, exceptions: 4, bound: 0.9897938 },
  ])("is exact for $exceptions in $support", ({ support, exceptions, bound }) => {
    expect(exceptionBound(support, exceptions)).toBeCloseTo(bound, 6);
  });

  it("lies above the share seen and grows with the exceptions", () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.nat()).map(([n, k]) => [n, k % n] as const);
    fc.assert(
      fc.property(counts, ([support, exceptions]) => {
        const bound = exceptionBound(support, exceptions);
        expect(bound).toBeGreaterThan(exceptions / support);
        expect(exceptionBound(support, exceptions + 1)).toBeGreaterThanOrEqual(bound);
      }),
      { numRuns: 50 },
    );
  });

  it("refuses counts that cannot be", () => {
    for (const [support, exceptions] of [
      [3, 4],
      [3, -1],
      [2.5, 1],
      [Number.NaN, 0],
    ] as const) {
      expect(() => exceptionBound(support, exceptions)).toThrow(RangeError);
    }
  });
});
