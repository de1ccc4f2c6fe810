import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../analyzer/rules/registry.ts";
import { codemods } from "../../codemods/registry.ts";
import { stageFolders } from "../../scripts/stage-folders.ts";

// That cases are run and that pages say what meta says is tested beside the rules and codemods themselves.
const root = join(import.meta.dirname, "../..");
const foldersIn = (path: string): string[] =>
  existsSync(join(root, path))
    ? readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
        .map(({ name }) => name)
        .sort()
    : [];

describe("rules", () => {
  it("have one folder each, under their id", () => {
    expect(rules.map(({ meta }) => meta.id)).toEqual(foldersIn("analyzer/rules"));
  });

  it.each(rules.map(({ meta }) => meta.id))("%s has fixtures and a docs page", (id) => {
    expect(foldersIn(`fixtures/rules/${id}`)).not.toEqual([]);
    expect(existsSync(join(root, `docs/rules/${id}.md`))).toBe(true);
  });
});

describe("codemods", () => {
  it("have one folder each, under their id, in the folder of their stage", () => {
    const found = stageFolders.flatMap(({ stage, folder }) =>
      foldersIn(`codemods/${folder}`).map((id) => ({ stage, id })),
    );
    expect(codemods.map(({ meta }) => ({ stage: meta.stage, id: meta.id }))).toEqual(found);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  it("lie in no folder that is not a stage's", () => {
    const known = ["kit", ...stageFolders.map(({ folder }) => folder)];
    expect(foldersIn("codemods").filter((folder) => !known.includes(folder))).toEqual([]);
  });

  it("have fixtures and a docs page each", () => {
    for (const { meta } of codemods) {
      expect(foldersIn(`fixtures/codemods/${meta.id}`), meta.id).not.toEqual([]);
      expect(existsSync(join(root, `docs/codemods/${meta.id}.md`)), meta.id).toBe(true);
    }
  });
});
