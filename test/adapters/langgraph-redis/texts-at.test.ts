import { expect, it } from "vitest";
import { textsAt } from "../../../adapters/langgraph-redis/texts-at.ts";

const value = { title: "T", year: 7, by: { name: "N" }, list: [{ a: "x" }, { a: "y", b: "z" }], none: null };

it.each([
  ["title", ["T"]],
  ["year", ["7"]],
  ["by.name", ["N"]],
  ["list[*].a", ["x", "y"]],
  ["list[0].a", ["x"]],
  ["list[-1].a", ["y"]],
  ["by.*", ["N"]],
  ["{title,by.name}", ["T", "N"]],
  ["by", ['{\n  "name": "N"\n}']],
  ["missing.deep", []],
  ["none", []],
  ["constructor", []],
  ["$", [JSON.stringify(value, null, 2)]],
])("%s", (path, texts) => {
  expect(textsAt(value, path)).toEqual(texts);
});
