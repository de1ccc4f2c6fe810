import { describe, expect, it } from "vitest";
import { readJsonc } from "../../../analyzer/source/read-jsonc.ts";

describe("readJsonc", () => {
  it("takes comments and trailing commas", () => {
    expect(readJsonc(`{ // why\n "a": [1, 2,], /* and */ "b": true, }`)).toEqual({ value: { a: [1, 2], b: true } });
  });

  it("keeps what can be read of a broken text and says what is wrong, where", () => {
    expect(readJsonc(`{\n  "a": 1\n  "b": 2\n}`)).toEqual({
      value: { a: 1, b: 2 },
      problem: "comma expected at line 3, column 3",
    });
  });

  it("says of an empty text that it holds nothing", () => {
    expect(readJsonc("").problem).toBe("value expected at line 1, column 1");
  });

  it("does not fall over nesting without end", () => {
    expect(readJsonc("[".repeat(200_000)).problem).toBeDefined();
  });
});
