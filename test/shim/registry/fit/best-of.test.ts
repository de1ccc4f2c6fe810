import { expect, it } from "vitest";
import { bestOf } from "../../../../shim/registry/fit/best-of.ts";

it("an agent counts for its best kind of work", () => {
  expect([...bestOf([3, -1, 7, -2], Int32Array.from([0, 1, 0, 1]), 2)]).toEqual([7, -1]);
});
