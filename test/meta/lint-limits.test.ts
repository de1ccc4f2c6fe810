import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const lines = (count: number) => `export {};\n${"f();\n".repeat(count - 1)}`;
const printsReadsAndExits = 'console.log("hello");\nexport const home = process.env.HOME;\nprocess.exit(1);\n';

/** One file that breaks one rule. */
const violations: ReadonlyArray<readonly [rule: string, file: string, text: string]> = [
  ["noConsole", "analyzer/prints.ts", 'console.log("hello");\n'],
  ["noProcessEnv", "shim/reads-the-environment.ts", "export const home = process.env.HOME;\n"],
  ["noRestrictedGlobals", "shim/reads-the-environment.ts", "export const home = process.env.HOME;\n"],
  ["noRestrictedGlobals", "codemods/exits.ts", "process.exit(1);\n"],
  ["noExplicitAny", "cli/gives-up-types.ts", "export const parse = (text: any) => text;\n"],
  ["noNonNullAssertion", "test/asserts.ts", "export const first = (all: string[]) => all[0]!;\n"],
  ["noExcessiveLinesPerFile", "contracts/long.ts", lines(301)],
  ["noExcessiveLinesPerFile", "test/long.test.ts", lines(401)],
  [
    "noExcessiveLinesPerFunction",
    "analyzer/long-function.ts",
    `export const long = () => {\n${"  f();\n".repeat(60)}};\n`,
  ],
  ["useImportExtensions", "analyzer/leaves-out-the-ending.ts", 'export * from "./short";\n'],
];

/** Files that come close and are allowed. */
const allowed: ReadonlyArray<readonly [file: string, text: string]> = [
  ["analyzer/short.ts", lines(300)],
  ["test/short.test.ts", lines(400)],
  ["fixtures/apps/desk/prints.ts", printsReadsAndExits],
  ...["cli", "scripts", "test", "bench"].map((folder) => [`${folder}/prints.ts`, printsReadsAndExits] as const),
];

const folder = mkdtempSync(join(tmpdir(), "unconduct-lint-"));
let found: ReadonlyArray<readonly [rule: string, file: string]>;

beforeAll(() => {
  copyFileSync(join(repository, "biome.json"), join(folder, "biome.json"));
  for (const [file, text] of [...violations.map(([, file, text]) => [file, text] as const), ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const biome = join(repository, "node_modules/@biomejs/biome/bin/biome");
  const settings = ["--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none"];
  const { stdout } = spawnSync(process.execPath, [biome, "lint", ...settings, "."], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: Array<{ category: string; location: { path: string } }>;
  }; // Biome's format
  found = diagnostics
    .filter(({ category }) => category.startsWith("lint/"))
    .map(({ category, location }) => [category.replace(/.*\//, ""), location.path] as const);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("limits of the linter", () => {
  it.each(violations)("%s stops %s", (rule, file) => {
    expect(found).toContainEqual([rule, file]);
  });

  it("stop nothing else: cli/, scripts/, test/ and bench/ may print, fixtures are left alone", () => {
    const expected = new Set(violations.map(([rule, file]) => `${rule}: ${file}`));
    expect(found.map(([rule, file]) => `${rule}: ${file}`).filter((line) => !expected.has(line))).toEqual([]);
  });
});
