import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codemod as template } from "../../codemods/_template/codemod.ts";
import { codemods } from "../../codemods/registry.ts";
import { runCodemodCase } from "../harness/run-codemod-case.ts";

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

  it.each(cases)("%s", (name) => {
    const { planned, expected } = runCodemodCase(codemod, join(fixtures, folder, name));
    expect(planned).toEqual(expected);
  });
});

it("has fixtures for no codemod that does not exist", () => {
  expect(readdirSync(fixtures).sort()).toEqual(units.map((unit) => unit.folder).sort());
});
