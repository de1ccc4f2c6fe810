import { describe, expect, it } from "vitest";
import { growByText } from "../../../analyzer/source/grow-by-text.ts";
import { importGraph } from "../../../analyzer/source/import-graph.ts";
import { createResolver } from "../../../analyzer/source/resolve/resolve-module.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";
import { workingSet } from "../../../analyzer/source/working-set.ts";

const MODEL = `import { ChatOpenAI } from "@langchain/openai"; export const model = new ChatOpenAI({});`;

const grown = (files: Readonly<Record<string, string>>): readonly string[] => {
  const tree = scanMemory(new Map(Object.entries(files)));
  const resolver = createResolver(tree);
  const graph = importGraph(tree, resolver);
  const start = workingSet(tree, graph);
  const all = growByText(tree, resolver, graph, start);
  return all.filter((path) => !start.includes(path));
};

/** Files that import the model, so that the set is no small one. */
const crowd = Object.fromEntries(
  Array.from({ length: 260 }, (_, i) => [`crowd/c${i}.ts`, `import { model } from "../model"; model;`]),
);

describe("growByText", () => {
  it("takes in, of a barrel with many files, what a relevant file names", () => {
    const widgets = Array.from({ length: 300 }, (_, i) => `widget${i}`);
    const found = grown({
      ...crowd,
      "model.ts": MODEL,
      "agent.ts": `import "@langchain/core/tools"; import { widget7 } from "./ui";`,
      "ui/index.ts": widgets.map((w) => `export * from "./${w}";`).join("\n"),
      ...Object.fromEntries(widgets.map((w) => [`ui/${w}.ts`, `export const ${w} = 1;`])),
    });
    expect(found).toEqual(["ui/widget7.ts"]);
  });

  it("goes up, through barrels of barrels, to a file that may run what a relevant one makes", () => {
    const found = grown({
      ...crowd,
      "model.ts": MODEL,
      "inner.ts": `export * from "./model";`,
      "outer.ts": `export * from "./inner";`,
      "runs.ts": `import { model } from "./outer"; model.invoke("x");`,
      "other.ts": `import { nothing } from "./outer"; thing.invoke("x");`,
      "reads.ts": `import { model } from "./outer"; model.name;`,
    });
    expect(found).toEqual(["outer.ts", "runs.ts"]);
  });

  it("does not go up to a file that could only run what a file with a framework's name as a plain word makes", () => {
    const found = grown({
      ...crowd,
      "model.ts": MODEL,
      "scope.ts": `export const scope = "ai";`,
      "barrel.ts": `export * from "./scope";`,
      "runs.ts": `import { scope } from "./barrel"; listeners[scope].invoke("x");`,
    });
    expect(found).toEqual([]);
  });

  it("takes in an enum that a type near a relevant file is indexed by, with the barrel on the way", () => {
    const found = grown({
      ...crowd,
      "model.ts": MODEL,
      "agent.ts": `import "@langchain/core/tools"; import type { Models } from "./models";`,
      "models.ts": `import { Kind } from "./kinds"; export type Models = Record<Kind, unknown>;`,
      "kinds/index.ts": `export * from "./kind"; export * from "./plain";`,
      "kinds/kind.ts": "export enum Kind { A }",
      "kinds/plain.ts": "export const plain = 1;",
    });
    expect(found).toEqual(["kinds/index.ts", "kinds/kind.ts"]);
  });

  it("follows every import of a small set one level further", () => {
    const found = grown({
      "model.ts": `${MODEL} import "./near";`,
      "near.ts": `import "./far";`,
      "far.ts": `import "./farther";`,
      "farther.ts": "",
    });
    expect(found).toEqual(["far.ts"]);
  });
});
