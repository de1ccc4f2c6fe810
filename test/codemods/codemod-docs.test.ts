import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codemod as template } from "../../codemods/_template/codemod.ts";
import { codemods } from "../../codemods/registry.ts";

const root = join(import.meta.dirname, "../..");
const units = [
  ...codemods.map((codemod) => ({ codemod, name: codemod.meta.id })),
  { codemod: template, name: "_template" },
];

describe.each(units)("docs of $name", ({ codemod: { meta }, name }) => {
  const paragraphs = readFileSync(join(root, "docs/codemods", `${name}.md`), "utf8").split("\n\n");

  it("starts with the codemod's id, then what it does, then its stage, safety and rules", () => {
    expect(paragraphs.slice(0, 3)).toEqual([
      `# ${meta.id}`,
      meta.what,
      `Stage: ${meta.stage}. Safety: ${meta.safety}. Answers: ${meta.answers.join(", ") || "none"}.`,
    ]);
  });

  it("shows the code before and after, says what it leaves and what to check, in this order", () => {
    expect(paragraphs.filter((text) => text.startsWith("## "))).toEqual([
      "## Before",
      "## After",
      "## What it leaves",
      "## What to check",
    ]);
  });
});

it("has a page for no codemod that does not exist", () => {
  expect(readdirSync(join(root, "docs/codemods")).sort()).toEqual(units.map((unit) => `${unit.name}.md`).sort());
});
