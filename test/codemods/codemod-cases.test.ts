import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { codemod as template } from "../../codemods/_template/codemod.ts";
import { codemods } from "../../codemods/registry.ts";
import { placesIn, planOver, readTree, runCodemodCase } from "../harness/run-codemod-case.ts";
import { treeVariants } from "../harness/tree-variants.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/codemods");
const units = [
  ...codemods.map((codemod) => ({ codemod, folder: codemod.meta.id })),
  { codemod: template, folder: "_template" },
];

describe.each(units)("codemod $folder", ({ codemod, folder }) => {
  const cases = existsSync(join(fixtures, folder)) ? readdirSync(join(fixtures, folder)).sort() : [];

  it("has a case that it acts on and two that it leaves, named so", () => {
    expect(cases.filter((name) => /^(rewrites|marks)-/.test(name)).length).toBeGreaterThanOrEqual(1);
    expect(cases.filter((name) => name.startsWith("leaves-")).length).toBeGreaterThanOrEqual(2);
    expect(cases.filter((name) => !/^(rewrites|marks|leaves)-[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  // What an author looks at before it is committed: UPDATE_EXPECTED=1 writes what the codemod does now.
  if (process.env.UPDATE_EXPECTED === "1") for (const name of cases) update(codemod, join(fixtures, folder, name));

  it.each(cases)("%s", (name) => {
    const result = runCodemodCase(codemod, join(fixtures, folder, name));
    expect(result.after).toEqual(result.expected);
    expect(result.places).toEqual(result.expectedPlaces);
    expect(result.problems).toEqual([]);
    const stays =
      JSON.stringify([...result.after]) === JSON.stringify([...readTree(join(fixtures, folder, name, "input"))]);
    expect(stays, "cases called leaves- stay as they are, no others do").toBe(name.startsWith("leaves-"));
  });

  describe.each(Object.entries(treeVariants))("%s", (_, variant) => {
    it.each(cases.filter((name) => !name.startsWith("leaves-")))("%s", (name) => {
      const result = runCodemodCase(codemod, join(fixtures, folder, name), variant);
      expect(result.after).toEqual(result.expected);
      expect(result.problems).toEqual([]);
    });
  });
});

it("has fixtures for no codemod that does not exist", () => {
  expect(readdirSync(fixtures).sort()).toEqual(units.map((unit) => unit.folder).sort());
});

function update(codemod: typeof template, folder: string): void {
  const input = readTree(join(folder, "input"));
  const run = planOver(codemod, input);
  const after = new Map([...input, ...run.files.map((it) => [it.file, it.after] as const)]);
  rmSync(join(folder, "expected"), { recursive: true, force: true });
  for (const [file, text] of after) {
    const path = join(folder, "expected", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  writeFileSync(join(folder, "case.json"), `${JSON.stringify(placesIn(run), null, 2)}\n`);
}
