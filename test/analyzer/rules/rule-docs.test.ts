import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rule as template } from "../../../analyzer/rules/_template/rule.ts";
import { rules } from "../../../analyzer/rules/registry.ts";

const root = join(import.meta.dirname, "../../..");
const units = [...rules.map((rule) => ({ rule, name: rule.meta.id })), { rule: template, name: "_template" }];

describe.each(units)("docs of $name", ({ rule: { meta }, name }) => {
  const paragraphs = readFileSync(join(root, "docs/rules", `${name}.md`), "utf8").split("\n\n");

  it("starts with the rule's id, then its title and why, then its level and stage", () => {
    expect(paragraphs.slice(0, 3)).toEqual([
      `# ${meta.id}`,
      `${meta.title}. ${meta.why}`,
      `Level: ${meta.level}. Stage: ${meta.stage ?? "none"}.`,
    ]);
  });

  it("says what it flags, what it ignores and what to do, in this order", () => {
    expect(paragraphs.filter((text) => text.startsWith("## "))).toEqual([
      "## What it flags",
      "## What it ignores",
      "## What to do",
    ]);
  });

  it("is the page that the rule names", () => {
    expect(meta.docs).toBe(`docs/rules/${meta.id}.md`);
  });
});

it("has a page for no rule that does not exist", () => {
  expect(readdirSync(join(root, "docs/rules")).sort()).toEqual(units.map((unit) => `${unit.name}.md`).sort());
});

it("has a registry that holds each rule folder once, under its folder's name", () => {
  const entries = readdirSync(join(root, "analyzer/rules"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"));
  expect(rules.map((rule) => rule.meta.id)).toEqual(folders.map((folder) => folder.name).sort());
});
