import { expect, it } from "vitest";
import { instantText } from "../../../shim/decisions/instant-text.ts";

it("spells each instant as a Date does, the same one twice and another after it", () => {
  const first = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
  for (const at of [first, first, first + 1, first, 0, 0]) expect(instantText(at)).toBe(new Date(at).toISOString());
});

it("refuses what is no instant, each time", () => {
  for (const at of [Number.NaN, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => instantText(at)).toThrow(RangeError);
});
