import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemodScaffold } from "../../scripts/codemod-scaffold.ts";
import { ruleScaffold } from "../../scripts/rule-scaffold.ts";
import { scaffold } from "../../scripts/scaffold.ts";
import { findStale } from "../../scripts/sync-generated.ts";

const repository = join(import.meta.dirname, "../..");
const copied = [
  ...["package.json", "tsconfig.json", "biome.json", ".gitignore", "contracts", "codemods", "analyzer"],
  ...["docs/rules", "docs/codemods", "fixtures/rules", "fixtures/codemods", "test/analyzer/rules"],
  ...["test/codemods/codemod-cases.test.ts", "test/codemods/codemod-docs.test.ts"],
  ...["test/harness/run-rule-case.ts", "test/harness/run-codemod-case.ts", "test/harness/tree-variants.ts"],
];
let root: string;

/** Runs a program of node_modules in the copy; throws with its output if it fails. */
const run = (program: string, ...args: string[]): string => {
  try {
    return execFileSync(process.execPath, [join(root, "node_modules", program), ...args], {
      cwd: root,
      encoding: "utf8",
    });
  } catch (error) {
    // execFileSync throws what the program printed beside its own message.
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} failed:\n${stdout}\n${stderr}`);
  }
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "unconduct-scaffold-"));
  for (const path of copied) cpSync(join(repository, path), join(root, path), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("new:rule and new:codemod", () => {
  it("make a source, cases and a docs page under the new id, and registries that hold them", {
    timeout: 60_000,
  }, () => {
    expect(scaffold(root, ruleScaffold("agents-without-names"))).toEqual([
      "analyzer/rules/agents-without-names",
      "fixtures/rules/agents-without-names",
      "docs/rules/agents-without-names.md",
      "analyzer/rules/registry.ts",
    ]);
    expect(scaffold(root, codemodScaffold("handoff", "replace-conductor-edge"))).toEqual([
      "codemods/stage-2-handoff/replace-conductor-edge",
      "fixtures/codemods/replace-conductor-edge",
      "docs/codemods/replace-conductor-edge.md",
      "codemods/registry.ts",
    ]);
    const codemod = readFileSync(join(root, "codemods/stage-2-handoff/replace-conductor-edge/codemod.ts"), "utf8");
    expect(codemod).toContain('from "../../kit/define-codemod.ts"');
    expect(codemod).toContain("stage: 2,");
    expect(findStale(root)).toEqual({ outdated: [], orphans: [] });
  });

  it("leave no trace of the template's own name", () => {
    for (const folder of ["analyzer/rules/agents-without-names", "fixtures/codemods/replace-conductor-edge"]) {
      const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
      const texts = files.filter((it) => it.isFile()).map((it) => readFileSync(join(it.parentPath, it.name), "utf8"));
      expect(texts.filter((text) => /template/.test(text))).toEqual([]);
    }
  });

  it("make code that compiles, that the linter accepts, and whose cases and docs pass", { timeout: 120_000 }, () => {
    const include = ["contracts", "codemods", "analyzer", "test"];
    writeFileSync(join(root, "tsconfig.copy.json"), JSON.stringify({ extends: "./tsconfig.json", include }));
    run("typescript/bin/tsc", "-p", "tsconfig.copy.json");
    run("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "analyzer/rules", "codemods");
    const ids = "agents-without-names|replace-conductor-edge";
    const report = run("vitest/vitest.mjs", "run", "--root", root, "--reporter", "json", "-t", ids);
    // The names of the new cases prove that the suite ran them.
    expect(report).toContain("rule 'agents-without-names' flags-agents-from-a-call");
    expect(report).toContain("codemod 'replace-conductor-edge' marks-memory-saver");
  });

  it("refuse an id that exists, in any of the places, before they write", () => {
    expect(() => scaffold(root, ruleScaffold("in-memory-saver"))).toThrow(/in-memory-saver exists: analyzer\/rules/);
    writeFileSync(join(root, "docs/rules/half-made-rule.md"), "");
    expect(() => scaffold(root, ruleScaffold("half-made-rule"))).toThrow(/exists: docs\/rules\/half-made-rule.md/);
    expect(readdirSync(join(root, "analyzer/rules"))).not.toContain("half-made-rule");
  });

  it.each([undefined, "", "word", "CamelCase", "two words", "under_score", "-lead", "trail-", "a--b", "../up-there"])(
    "refuse the id %j and say what an id is",
    (id) => {
      expect(() => ruleScaffold(id)).toThrow(/kebab-case, two words or more/);
      expect(() => codemodScaffold("3", id)).toThrow(/kebab-case, two words or more/);
    },
  );

  it.each([undefined, "0", "6", "observe", "stage-9"])("refuse the stage %j and list the stages", (stage) => {
    expect(() => codemodScaffold(stage, "move-state")).toThrow(/1 registry, 2 handoff, 3 state, 4 bus, 5 mesh/);
  });

  it("take a stage by number, name or folder", () => {
    const homes = ["3", "state", "stage-3-state"].map((stage) => codemodScaffold(stage, "move-state").parts[0]?.to);
    expect(homes).toEqual(Array(3).fill("codemods/stage-3-state/move-state"));
  });
});
