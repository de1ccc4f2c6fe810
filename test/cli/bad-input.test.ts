import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditFolder } from "../../analyzer/index.ts";
import { runCli } from "../../cli/run-cli.ts";
import { type Audit, auditSchema } from "../../contracts/audit.ts";
import { fakeCliIo } from "../harness/fake-cli-io.ts";
import { isTerminalSafe } from "../harness/is-terminal-safe.ts";
import { type TreeEntry, tempTree } from "../harness/temp-tree.ts";

/** A healthy app: that it is found shows that the rest of a damaged tree was audited. */
const desk = `
import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
const State = Annotation.Root({ next: Annotation<string>() });
const dispatcher = async () => ({ next: "fares" });
const fares = async () => ({});
const hotels = async () => ({});
export const desk = new StateGraph(State)
  .addNode("dispatcher", dispatcher)
  .addNode("fares", fares)
  .addNode("hotels", hotels)
  .addEdge(START, "dispatcher")
  .addConditionalEdges("dispatcher", (state) => state.next, { fares: "fares", hotels: "hotels", done: END })
  .addEdge("fares", "dispatcher")
  .addEdge("hotels", "dispatcher")
  .compile({ checkpointer: new MemorySaver() });
`;
const healthy = { "src/desk.ts": desk, "package.json": '{ "name": "desk" }' };

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...argv: string[]): Promise<Outcome> {
  const io = fakeCliIo({ audit: auditFolder });
  const code = await runCli(["audit", ...argv], io);
  const outcome = { code, stdout: io.stdout.text(), stderr: io.stderr.text() };
  expect(outcome.stdout + outcome.stderr).not.toMatch(/^\s+at .*:\d+/m);
  expect(isTerminalSafe(outcome.stdout + outcome.stderr)).toBe(true);
  return outcome;
}

/** Audits a healthy app with some damage beside it, both as text and as JSON; gives the JSON. */
async function auditBeside(
  damage: Readonly<Record<string, TreeEntry>>,
  prepare?: (root: string) => void,
): Promise<Audit> {
  const root = tempTree({ ...healthy, ...damage });
  prepare?.(root);
  const [asText, asJson] = [await run(root), await run(root, "--format", "json")];
  expect([asText.code, asJson.code, asText.stderr, asJson.stderr]).toEqual([0, 0, "", ""]);
  const audit = auditSchema.parse(JSON.parse(asJson.stdout));
  expect(audit.apps.map((app) => app.graph.file)).toContain("src/desk.ts");
  return audit;
}

const reasonFor = (audit: Audit, file: string): string | undefined =>
  audit.skipped.find((skipped) => skipped.file === file)?.reason;

describe("a path that cannot be audited", () => {
  it("is named when it is missing", async () => {
    const { code, stdout, stderr } = await run("/nowhere/at/all");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^unconduct: Cannot audit \/nowhere\/at\/all: .*\n.+\n$/);
  });

  it("is named when it is a file", async () => {
    const root = tempTree(healthy);
    const { code, stdout, stderr } = await run(join(root, "src/desk.ts"));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("src/desk.ts is a file, not a folder.");
  });

  it("is named when it is a link that leads to itself", async () => {
    const root = tempTree({ loop: { linkTo: "loop" } });
    const { code, stderr } = await run(join(root, "loop"));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^unconduct: Cannot audit /);
  });

  it("is named, escaped, when it holds terminal escapes", async () => {
    const { code, stderr } = await run("/nowhere/\u001b[2J");
    expect(code).toBe(2);
    expect(stderr).toContain("/nowhere/\\x1b[2J");
  });

  it.each([
    ["an empty folder", {}],
    ["only texts", { "README.md": "hello", "data.json": "{}" }],
    ["only a binary named .ts", { "a.ts": new Uint8Array([0, 1, 2, 0, 255, 254]) }],
  ])("says that nothing is readable in %s", async (_, tree: Record<string, TreeEntry>) => {
    const { code, stdout, stderr } = await run(tempTree(tree));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^unconduct: No readable TypeScript or JavaScript file in .*\n.+\n$/);
  });
});

describe("damage beside a healthy app", () => {
  it("skips a file that cannot be parsed, with the reason", async () => {
    const audit = await auditBeside({ "src/broken.ts": 'import "@langchain/langgraph";\nconst = = {{{ (' });
    expect(reasonFor(audit, "src/broken.ts")).toMatch(/parse/);
  });

  it("skips a binary named .ts", async () => {
    const audit = await auditBeside({ "src/blob.ts": new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]) });
    expect(reasonFor(audit, "src/blob.ts")).toMatch(/binary/);
  });

  it.each([
    ["is no JSON", "{ compilerOptions: [[["],
    ["extends itself", '{ "extends": "./tsconfig.json" }'],
    ["extends what is not there", '{ "extends": "../../nowhere/base.json" }'],
    ["is an array", "[]"],
    ["has paths of the wrong kind", '{ "compilerOptions": { "paths": 7, "baseUrl": {} } }'],
    ["is empty", ""],
  ])("audits the rest when tsconfig.json %s", async (_, tsconfig) => {
    await auditBeside({ "tsconfig.json": tsconfig });
  });

  it("says which configuration file is no JSON", async () => {
    const audit = await auditBeside({ "tsconfig.json": "{ compilerOptions: [[[" });
    expect(reasonFor(audit, "tsconfig.json")).toMatch(/JSON/);
  });

  it.each(["package.json", "langgraph.json"])("audits the rest when %s is broken", async (file) => {
    await auditBeside({ [file]: '{ "name": ' });
  });

  it("does not follow links in circles or out of the folder", async () => {
    const audit = await auditBeside({
      "src/self.ts": { linkTo: "self.ts" },
      "src/again": { linkTo: ".." },
      "src/outside.ts": { linkTo: "/etc/hostname" },
      "src/gone.ts": { linkTo: "./never-was.ts" },
    });
    const skipped = audit.skipped.map((it) => it.file);
    expect(skipped).toEqual(["src/again", "src/gone.ts", "src/outside.ts", "src/self.ts"]);
    expect(audit.apps).toHaveLength(1);
  });

  it.runIf(process.platform !== "win32")("does not wait for a pipe named .ts", async () => {
    const audit = await auditBeside({}, (root) => execFileSync("mkfifo", [join(root, "src/pipe.ts")]));
    expect(reasonFor(audit, "src/pipe.ts")).toMatch(/not a regular file/);
  });

  it("survives deep nesting, long lines and an unfinished file", async () => {
    const nested = `import "@langchain/langgraph";\nexport const x = ${"[".repeat(4000)}${"]".repeat(4000)};`;
    const long = `import "@langchain/langgraph";\nexport const y = "${"y".repeat(200_000)}";`;
    await auditBeside({
      "src/nested.ts": nested,
      "src/long.ts": long,
      "src/half.ts": 'import { x } from "@langchain/',
    });
  });
});

describe("strings of the repository that hold terminal escapes", () => {
  const evil = "\u001b]0;owned\u0007";

  it("are shown escaped as file names, and kept as they are in JSON", async () => {
    const file = `src/${evil}\n.ts`;
    const audit = await auditBeside({ [file]: 'import "@langchain/langgraph";\nconst = = {{{ (' });
    expect(reasonFor(audit, file)).toBeDefined();
  });

  it("are shown escaped as node and channel names", async () => {
    const source = desk.replaceAll("fares", "f\\u001b[31m\\u202eares").replaceAll("next", "n\\u0065xt");
    const root = tempTree({ "src/desk.ts": source.replace(/const f\S+ = async/, "const fares = async") });
    const { code, stdout } = await run(root);
    expect(code).toBe(0);
    expect(stdout).toContain("\\x1b[31m");
  });
});
