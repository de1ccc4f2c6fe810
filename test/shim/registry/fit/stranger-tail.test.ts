import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactUpperBound } from "../../../../contracts/exact-upper-bound.ts";
import { strangerTail } from "../../../../shim/registry/fit/stranger-tail.ts";

/** 0, 1, 2, … */
const rising = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe("strangerTail", () => {
  it("begins at the bound of the highest tenth, and falls off as the strangers do", () => {
    const tail = strangerTail(rising(100), rising(1000), 0.9);
    const level = exactUpperBound(10, 100, 0.9);
    expect(tail?.(90.5)).toBeCloseTo((level * 909) / 910);
    expect(tail?.(545)).toBeCloseTo(level / 2);
    expect(tail?.(1000)).toBe(0);
  });

  it("says nothing up to there: what is seen counts", () => {
    const tail = strangerTail(rising(100), rising(1000), 0.9);
    expect([tail?.(-5), tail?.(50), tail?.(90)]).toEqual([0, 0, 0]);
  });

  it("is none without out-of-scope tasks, with few strangers, or where none of them reaches the tenth", () => {
    expect(strangerTail([], rising(1000), 0.9)).toBeNull();
    expect(strangerTail(rising(100), rising(99), 0.9)).toBeNull();
    expect(strangerTail(rising(1000), rising(200), 0.9)).toBeNull();
  });

  it("takes the highest of a handful for their tenth", () => {
    expect(strangerTail([1, 5, 3], rising(200), 0.9)?.(5.5)).toBeCloseTo((exactUpperBound(1, 3, 0.9) * 194) / 195);
  });

  it("never rises with the score", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 300 }), (outside, at) => {
        const tail = strangerTail(outside, rising(300), 0.9);
        const start = [...outside].sort((a, b) => b - a)[Math.max(0, Math.floor(outside.length / 10) - 1)] ?? 0;
        const from = Math.max(at, start + 1);
        return tail === null || tail(from) >= tail(from + 1);
      }),
    );
  });
});
