import fc from "fast-check";
import { expect, it } from "vitest";
import { instantText } from "../../../shim/decisions/instant-text.ts";

it("spells any moment as Date does, whatever was asked before", () => {
  const moment = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
  const near = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_004_000 });
  fc.assert(fc.property(fc.array(fc.oneof(moment, near)), (all) => all.every((ms) => instantText(ms) === iso(ms))));
});

it("refuses what is no moment, as Date does", () => {
  expect(() => instantText(Number.NaN)).toThrow(RangeError);
});

const iso = (ms: number): string => new Date(ms).toISOString();
