import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The configuration is plain JavaScript, so its shape is stated here. */
const config: {
  readonly forbidden: ReadonlyArray<IForbiddenRuleType & { name: string; comment: string }>;
  readonly options: ICruiseOptions;
} = (await import(new URL("../../.dependency-cruiser.mjs", import.meta.url).href)).default;

/** One file that breaks one rule, by what it imports. Every rule of the configuration has at least one line. */
const violations: ReadonlyArray<readonly [rule: string, file: string, imports: string]> = [
  ["bin-to-cli-only", "bin/unconduct.ts", "../analyzer/index.ts"],
  ["contracts-import-nothing-of-ours", "contracts/borrows-a-part.ts", "../shim/index.ts"],
  ["contracts-to-zod-only", "contracts/computes.ts", "ignore"],
  ["analyzer-to-contracts-only", "analyzer/extract/prints.ts", "../../cli/main.ts"],
  ["analyzer-to-contracts-only", "analyzer/extract/edits.ts", "../../codemods/index.ts"],
  ["rules-and-reporters-see-only-the-model", "analyzer/rules/reads-source.ts", "../source/tree.ts"],
  ["rules-and-reporters-see-only-the-model", "analyzer/reporters/follows-flow.ts", "../flow/flow.ts"],
  ["codemods-to-the-analyzer-entry-only", "codemods/reaches-in.ts", "../analyzer/source/tree.ts"],
  ["shim-to-contracts-only", "shim/picks-a-vendor.ts", "../adapters/redis/index.ts"],
  ["shim-to-contracts-only", "shim/analyzes.ts", "../analyzer/index.ts"],
  ["adapters-to-shim-only", "adapters/redis/analyzes.ts", "../../analyzer/index.ts"],
  ["nobody-imports-what-does-not-ship", "cli/uses-a-script.ts", "../scripts/tool.ts"],
  ["nobody-imports-what-does-not-ship", "analyzer/flow/uses-a-test.ts", "../../test/case.ts"],
  ["fixtures-are-inert", "test/imports-an-app.ts", "../fixtures/apps/desk/graph.ts"],
  ["scripts-stand-alone", "scripts/uses-a-test.ts", "../test/case.ts"],
  ["shim-knows-no-vendor", "shim/knows-a-vendor.ts", "ignore"],
  ["ts-morph-where-source-is-read", "analyzer/reporters/parses.ts", "ts-morph"],
  ["ts-morph-where-source-is-read", "cli/parses.ts", "ts-morph"],
  ["commander-in-cli", "analyzer/flow/parses-arguments.ts", "commander"],
  ["bullmq-in-its-adapter", "adapters/redis/queues.ts", "bullmq"],
  ["ioredis-in-redis-adapters", "adapters/memory/connects.ts", "ioredis"],
  ["minisearch-in-its-adapter", "adapters/memory/searches.ts", "minisearch"],
  ["opentelemetry-in-its-adapter", "adapters/memory/traces.ts", "@opentelemetry/api"],
  ["langchain-in-langgraph-adapters", "adapters/memory/runs-a-graph.ts", "@langchain/langgraph"],
  ["ship-no-development-dependency", "cli/ships-a-tool.ts", "vitest"],
  ["files-through-the-edge", "analyzer/flow/reads-a-file.ts", "node:fs"],
  ["files-through-the-edge", "shim/reads-a-file.ts", "node:fs/promises"],
  ["process-in-cli", "analyzer/flow/exits.ts", "node:process"],
  ["analyzer-runs-nothing", "analyzer/source/runs-a-tool.ts", "node:child_process"],
  ["no-circles", "analyzer/topology/one.ts", "./two.ts"],
  ["resolvable", "cli/imports-nothing.ts", "./gone.ts"],
];

/** Imports that look close to a violation and are allowed. */
const allowed: ReadonlyArray<readonly [file: string, imports: string]> = [
  ["cli/main.ts", "../analyzer/index.ts"],
  ["cli/arguments.ts", "commander"],
  ["cli/files.ts", "node:fs"],
  ["analyzer/source/tree.ts", "ts-morph"],
  ["analyzer/source/scan-disk.ts", "node:fs"],
  ["analyzer/flow/flow.ts", "../source/tree.ts"],
  ["analyzer/topology/two.ts", "./one.ts"],
  ["analyzer/rules/good.ts", "../../contracts/index.ts"],
  ["codemods/index.ts", "../analyzer/index.ts"],
  ["codemods/kit/apply.ts", "node:fs"],
  ["contracts/index.ts", "zod"],
  ["shim/index.ts", "../contracts/index.ts"],
  ["adapters/redis/index.ts", "ioredis"],
  ["adapters/bullmq/index.ts", "bullmq"],
  ["adapters/langgraph/index.ts", "@langchain/langgraph"],
  ["test/case.ts", "../scripts/tool.ts"],
  ["scripts/tool.ts", "node:fs"],
];

const folder = mkdtempSync(join(tmpdir(), "unconduct-rules-"));
let found: ReadonlyArray<readonly [rule: string, file: string]>;

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

beforeAll(async () => {
  writeTree();
  const result = await cruise(["."], {
    ...config.options,
    tsConfig: {},
    validate: true,
    baseDir: folder,
    ruleSet: { forbidden: [...config.forbidden] },
  });
  const { summary } = result.output as ICruiseResult; // it is text only when an output type is asked for
  found = summary.violations.map(({ rule, from }) => [rule.name, from] as const);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All files of both tables, stubs for what they import, and an analyzer entry that reaches everything but one file. */
const writeTree = () => {
  const dependencies = [
    "zod",
    "ignore",
    "ts-morph",
    "commander",
    "bullmq",
    "ioredis",
    "minisearch",
    "@opentelemetry/api",
    "@langchain/langgraph",
  ];
  write(
    "package.json",
    JSON.stringify({
      dependencies: Object.fromEntries(dependencies.map((name) => [name, "1.0.0"])),
      devDependencies: { vitest: "1.0.0" },
    }),
  );
  for (const name of [...dependencies, "vitest"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    write(`node_modules/${name}/index.js`, "module.exports = {};\n");
  }
  write("fixtures/apps/desk/graph.ts", "export const graph = 1;\n");
  for (const [file, imports] of [...violations.map(([, file, imports]) => [file, imports] as const), ...allowed]) {
    write(file, `import * as imported from "${imports}";\nexport const used = imported;\n`);
  }
  write("analyzer/index.ts", "export const audit = 1;\n");
};

describe("the one-way rule", () => {
  it.each(violations)("%s: stops %s from importing %s", (rule, file) => {
    expect(found).toContainEqual([rule, file]);
  });

  it("stops nothing else", () => {
    const expected = new Set(violations.map(([rule, file]) => `${rule}: ${file}`));
    const surprising = found
      .filter(([rule]) => rule !== "no-dead-code")
      .map(([rule, file]) => `${rule}: ${file}`)
      .filter((line) => !expected.has(line));
    expect(surprising).toEqual([]);
  });

  it("no-dead-code: finds a file that no entry reaches, and leaves entries and reached files alone", () => {
    const dead = found.filter(([rule]) => rule === "no-dead-code").map(([, file]) => file);
    expect(dead).toContain("codemods/kit/apply.ts");
    for (const file of ["adapters/redis/index.ts", "codemods/index.ts", "contracts/index.ts", "bin/unconduct.ts"]) {
      expect(dead).not.toContain(file);
    }
  });

  it("shows every rule of the configuration failing", () => {
    const shown = new Set<string>(violations.map(([rule]) => rule));
    const rules = config.forbidden.map(({ name }) => name);
    expect(rules.filter((name) => !shown.has(name))).toEqual(["no-dead-code"]);
  });

  it("tells with every rule why, and what to do", () => {
    for (const { name, comment } of config.forbidden) {
      expect(comment.length, name).toBeGreaterThan(60);
      expect(comment.split(/[.;]/).filter((sentence) => sentence.trim() !== "").length, name).toBeGreaterThan(1);
    }
  });
});
