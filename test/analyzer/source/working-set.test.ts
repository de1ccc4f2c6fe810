import { describe, expect, it } from "vitest";
import { importGraph } from "../../../analyzer/source/import-graph.ts";
import { createResolver } from "../../../analyzer/source/resolve/resolve-module.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";
import { growWorkingSet, workingSet } from "../../../analyzer/source/working-set.ts";

const tree = scanMemory(
  new Map([
    ["main.ts", `import "./caller"`],
    ["caller.ts", `import "./model"`],
    ["model.ts", `import "openai"; import "./settings"; import "./types"`],
    ["settings.ts", `import "./env"`],
    ["types.d.ts", `import "openai"`],
    ["env.ts", ""],
    ["other.ts", ""],
    ["huge.ts", `import "./model"; /* ${"x".repeat(1_500_000)} */`],
  ]),
);

describe("workingSet", () => {
  it("is the relevant files with one level down and one level up, without files too large to follow", () => {
    const graph = importGraph(tree, createResolver(tree));
    expect(graph.importers.get("model.ts")).toContain("huge.ts");
    expect(workingSet(tree, graph)).toEqual(["caller.ts", "model.ts", "settings.ts", "types.d.ts"]);
  });
});

describe("growWorkingSet", () => {
  it("adds what is wanted, new and loadable", () => {
    expect(growWorkingSet(tree, ["model.ts"], ["main.ts", "env.ts", "model.ts", "huge.ts", "gone.ts"], 10)).toEqual({
      files: ["env.ts", "main.ts", "model.ts"],
      added: ["env.ts", "main.ts"],
      refused: [],
    });
  });

  it("stops at the cap and says what it left, the same whatever the order of wishes", () => {
    const grown = growWorkingSet(tree, ["model.ts"], ["other.ts", "env.ts", "main.ts"], 2);
    expect(grown).toEqual({ files: ["env.ts", "model.ts"], added: ["env.ts"], refused: ["main.ts", "other.ts"] });
    expect(growWorkingSet(tree, ["model.ts"], ["main.ts", "other.ts", "env.ts"], 2)).toEqual(grown);
  });

  it("adds nothing to a set that is over the cap already", () => {
    expect(growWorkingSet(tree, ["a.ts", "b.ts"], ["env.ts"], 1).added).toEqual([]);
  });
});
