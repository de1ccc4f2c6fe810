import { expect, it } from "vitest";
import { compare, median } from "../../bench/compare.ts";

it("takes medians, so that one slow run does not decide", () => {
  expect(compare([10, 10, 900], [20, 20, 20])).toEqual({ baseMs: 10, otherMs: 20, ratio: 2, noise: 90 });
});

it("takes the mean of the two middle runs of an even number", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
