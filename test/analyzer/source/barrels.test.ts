import { describe, expect, it } from "vitest";
import { Barrels } from "../../../analyzer/source/barrels.ts";
import { createResolver } from "../../../analyzer/source/resolve/resolve-module.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";

const barrelsOf = (files: Readonly<Record<string, string>>) => {
  const tree = scanMemory(new Map(Object.entries(files)));
  return new Barrels(tree, createResolver(tree));
};

const WIDE = {
  "lib/index.ts": `export * from "./one"; export * from "./deep"; export { two as second } from "./two";`,
  "lib/one.ts": "export const one = 1;",
  "lib/two.ts": "export const two = 2;",
  "lib/deep/index.ts": `export * from "./three"; export * from "./four";`,
  "lib/deep/three.ts": "export const three = 3;",
  "lib/deep/four.ts": "export const four = 4;",
};

describe("Barrels.behind", () => {
  it.each([
    [`import { one } from "./lib";`, ["lib/one.ts"]],
    [`import { three } from "./lib";`, ["lib/deep/index.ts", "lib/deep/three.ts"]],
    [`import { second } from "./lib"; const two = 1;`, ["lib/two.ts"]],
    [`import { two } from "./lib";`, []],
    [`import { five } from "./lib"; const one = 1;`, []],
    [`import * as lib from "./lib"; lib.one;`, ["lib/one.ts"]],
    [`const { one } = require("./lib");`, ["lib/one.ts"]],
    [`const { four } = await import("./lib");`, ["lib/deep/four.ts", "lib/deep/index.ts"]],
  ])("holds what the importer names: %s", (text, expected) => {
    const barrels = barrelsOf({ ...WIDE, "app.ts": text });
    expect([...barrels.behind("lib/index.ts", "app.ts")].sort()).toEqual(expected);
  });

  it("follows a renamed name, a circle, and a file whose names cannot be told", () => {
    const barrels = barrelsOf({
      "a.ts": `export { inner as outer } from "./b";`,
      "b.ts": `export * from "./a"; export * from "./c"; export * from "./open";`,
      "c.ts": "export const inner = 1;",
      "open.ts": "export const { x } = make();",
      "app.ts": `import { outer } from "./a";`,
    });
    expect([...barrels.behind("a.ts", "app.ts")].sort()).toEqual(["b.ts", "c.ts", "open.ts"]);
  });

  it("is empty for a file that passes nothing on", () => {
    const barrels = barrelsOf({ "a.ts": "export const a = 1;", "app.ts": `import { a } from "./a";` });
    expect(barrels.behind("a.ts", "app.ts")).toEqual([]);
    expect(barrels.isBarrel("a.ts")).toBe(false);
  });
});
