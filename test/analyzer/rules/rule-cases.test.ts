import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rule as template } from "../../../analyzer/rules/_template/rule.ts";
import { rules } from "../../../analyzer/rules/registry.ts";
import { runRuleCase } from "../../harness/run-rule-case.ts";

const fixtures = join(import.meta.dirname, "../../../fixtures/rules");
const units = [...rules.map((rule) => ({ rule, folder: rule.meta.id })), { rule: template, folder: "_template" }];

describe.each(units)("rule $folder", ({ rule, folder }) => {
  const cases = existsSync(join(fixtures, folder)) ? readdirSync(join(fixtures, folder)).sort() : [];

  it("has at least two cases that it flags and two that it ignores, named so", () => {
    expect(cases.filter((name) => name.startsWith("flags-")).length).toBeGreaterThanOrEqual(2);
    expect(cases.filter((name) => name.startsWith("ignores-")).length).toBeGreaterThanOrEqual(2);
    expect(cases.filter((name) => !/^(flags|ignores)-[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  it.each(cases)("%s", (name) => {
    expect(runRuleCase(rule, join(fixtures, folder, name))).toEqual([]);
  });

  it("expects findings in flags- cases and none in ignores- cases", async () => {
    for (const name of cases) {
      const { default: expected } = await import(join(fixtures, folder, name, "expected.json"), {
        with: { type: "json" },
      });
      expect(`${name}: ${expected.length > 0}`).toBe(`${name}: ${name.startsWith("flags-")}`);
    }
  });
});

it("has fixtures for no rule that does not exist", () => {
  expect(readdirSync(fixtures).sort()).toEqual(units.map((unit) => unit.folder).sort());
});
