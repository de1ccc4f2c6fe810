import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../cli/run-cli.ts";
import { codeStagesSchema } from "../../contracts/code-stages.ts";
import { migrationSchema } from "../../contracts/migration.ts";
import { fakeCliIo } from "../harness/fake-cli-io.ts";
import { readTree } from "../harness/run-codemod-case.ts";
import { tempTree } from "../harness/temp-tree.ts";

const fixture = join(import.meta.dirname, "../../fixtures/codemods/move-savers-to-redis/rewrites-aliases");
const project = () => tempTree(Object.fromEntries(readTree(join(fixture, "input"))));
const treeOf = (root: string) => new Map([...readTree(root)].filter(([file]) => !/^\.(unconduct|git)\//.test(file)));
const [input, expected] = [readTree(join(fixture, "input")), readTree(join(fixture, "expected"))];

async function run(args: readonly string[], change: Parameters<typeof fakeCliIo>[0] = {}) {
  const io = fakeCliIo({ toolVersion: "0.1.0", ...change });
  const code = await runCli(args, io);
  return { code, out: io.stdout.text(), err: io.stderr.text() };
}

const git = (root: string, ...args: string[]): string => {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", ["-C", root, ...identity, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

function committed(): string {
  const root = project();
  git(root, "init", "--quiet");
  git(root, "config", "user.name", "t");
  git(root, "config", "user.email", "t@example.org");
  git(root, "config", "commit.gpgsign", "false");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "-m", "start");
  return root;
}

describe("unconduct migrate", () => {
  it("shows the diff and writes nothing without --write", async () => {
    const root = project();
    const { code, out } = await run(["migrate", root, "--stage", "3"]);
    expect(code).toBe(0);
    expect(out).toContain("+import { redisSaver as redisSaver2, redisStore } from");
    expect(out).toContain("dry run, nothing written");
    expect(out).toContain(`--stage 3 --write`);
    expect(treeOf(root)).toEqual(input);
  });

  it("writes what the dry run showed, has nothing left to do then, and undo restores every byte and permission", async () => {
    const root = project();
    chmodSync(join(root, "src/typed.ts"), 0o600);
    const first = await run(["migrate", root, "--only", "move-savers-to-redis", "--write"]);
    expect(first.out).toContain("verified: no new type error");
    expect(treeOf(root)).toEqual(expected);
    expect(statSync(join(root, "src/typed.ts")).mode & 0o777).toBe(0o600);
    expect((await run(["migrate", root, "--stage", "3", "--write"])).out).toContain("Nothing to do.");
    expect((await run(["status", root])).out).toMatch(/stage 3 state +done/);
    expect((await run(["undo", root])).code).toBe(0);
    expect(treeOf(root)).toEqual(input);
    expect(statSync(join(root, "src/typed.ts")).mode & 0o777).toBe(0o600);
    const again = await run(["undo", root]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("No run to undo") });
  });

  it("lists what it marked beside what it changed, and new files as new", async () => {
    const desk =
      'import { MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";\nconst graph = new StateGraph(MessagesAnnotation).addNode("echo", (state) => state).addEdge(START, "echo");\nconst desk = graph.compile({ checkpointer: new MemorySaver() });\nawait desk.invoke({ messages: [] }, { configurable: { thread_id: "tides" } });\n';
    const root = tempTree({ "package.json": "{}\n", "desk.ts": desk });
    const { out } = await run(["migrate", root, "--stage", "3"]);
    expect(out).toMatch(/3 files looked at: 1 change in 3 files, 2 places for a person/);
    expect(out).toMatch(/changed {3}desk\.ts {2}line 3: .*\n +line 4: every run .*\(marked for a person\)/);
    expect(out).toMatch(/new {7}unconduct\.ts/);
    await run(["migrate", root, "--stage", "3", "--write", "--no-verify"]);
    const again = await run(["migrate", root, "--stage", "3", "--write"]);
    expect(again.out).toContain("nothing to write");
    expect(again.out).toMatch(/\nNothing to do\.\n$/);
  });

  it("shows, line by line, what undoing would do to a file that was changed since", async () => {
    const root = project();
    await run(["migrate", root, "--stage", "3", "--write"]);
    writeFileSync(join(root, "src/typed.ts"), "// mine\n");
    const { code, err } = await run(["undo", root]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(/\n-\/\/ mine\n\+import /) });
  });

  it("prints migration/1, with an outcome for every file looked at", async () => {
    const { out } = await run(["migrate", project(), "--stage", "3", "--format", "json"]);
    const migration = migrationSchema.parse(JSON.parse(out));
    expect(migration.changes.map((it) => `${it.file}:${it.line}`)).toEqual([
      "src/namespaced.ts:4",
      "src/renamed.ts:5",
      "src/renamed.ts:5",
    ]);
    expect(migration.files.map((it) => `${it.outcome} ${it.file}`)).toEqual([
      "changed package.json",
      "changed src/namespaced.ts",
      "changed src/renamed.ts",
      "unchanged src/state.ts",
      "changed src/typed.ts",
      "changed src/unconduct.ts",
    ]);
  });

  it("writes nothing, and says why, when the project's types would break", async () => {
    const held =
      'import { MemorySaver } from "@langchain/langgraph";\nconst held = new MemorySaver();\nexport const rows = held.storage;\n';
    const modules = { linkTo: join(import.meta.dirname, "../../node_modules") };
    const root = tempTree({ "package.json": "{}\n", "held.ts": held, node_modules: modules });
    const { code, out } = await run(["migrate", root, "--stage", "3", "--write"]);
    expect(code).toBe(1);
    expect(out).toContain("held.ts:3 TS2339: Property 'storage' does not exist on type 'BaseCheckpointSaver<number>'");
    expect(readFileSync(join(root, "held.ts"), "utf8")).toBe(held);
    expect((await run(["migrate", root, "--stage", "3", "--write", "--no-verify"])).code).toBe(0);
  }, 60_000);

  it("knows the framework's own types where a strict layout shows them to the framework only", async () => {
    const root = project();
    const installed = join(import.meta.dirname, "../../node_modules");
    for (const name of ["@langchain/langgraph", "@types/node"]) {
      mkdirSync(join(root, "node_modules", name, ".."), { recursive: true });
      symlinkSync(join(installed, name), join(root, "node_modules", name));
    }
    const compilerOptions = {
      strict: true,
      module: "esnext",
      moduleResolution: "bundler",
      types: ["node"],
      noEmit: true,
      allowImportingTsExtensions: true,
    };
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
    const { out } = await run(["migrate", root, "--only", "move-savers-to-redis", "--write"]);
    expect(out).toContain("verified: no new type error");
    expect(readFileSync(join(root, "src/typed.ts"), "utf8")).toBe(expected.get("src/typed.ts"));
  });

  it("takes only the changes that were agreed to", async () => {
    const root = project();
    const answers = ["n", "y", "y"];
    const { out } = await run(["migrate", root, "--stage", "3", "--interactive", "--write"], {
      canAsk: true,
      ask: async () => answers.shift() ?? "",
    });
    expect(out).toContain("src/namespaced.ts:4  MemorySaver becomes the saver on Redis");
    const after = treeOf(root);
    expect(after.get("src/namespaced.ts")).toContain("new lg.MemorySaver()");
    expect(after.get("src/renamed.ts")).not.toContain("new Saver()");
  });

  it("writes nothing when the person asked quits", async () => {
    const root = project();
    const { code, err } = await run(["migrate", root, "--stage", "3", "--interactive", "--write"], {
      canAsk: true,
      ask: async () => "q",
    });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("nothing was written") });
    expect(treeOf(root)).toEqual(input);
  });
});

describe("with git", () => {
  it("refuses a dirty tree, unless told otherwise", async () => {
    const root = committed();
    writeFileSync(join(root, "notes.txt"), "mine");
    const { code, err } = await run(["migrate", root, "--stage", "3", "--write"]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("not committed: notes.txt") });
    expect((await run(["migrate", root, "--stage", "3", "--write", "--allow-dirty"])).code).toBe(0);
    expect(git(root, "status", "--porcelain").split("\n")).not.toContain("?? .unconduct/");
  });

  it("commits exactly what it wrote, and undo commits the way back", async () => {
    const root = committed();
    const { out } = await run(["migrate", root, "--stage", "3", "--write", "--create-commits"]);
    expect(out).toMatch(/Committed as [0-9a-f]{40}/);
    expect(git(root, "status", "--porcelain")).toBe("");
    expect(git(root, "show", "--name-only", "--format=%s").trim().split("\n")).toEqual([
      "unconduct: move-savers-to-redis",
      "",
      "package.json",
      "src/namespaced.ts",
      "src/renamed.ts",
      "src/typed.ts",
      "src/unconduct.ts",
    ]);
    expect((await run(["undo", root])).code).toBe(0);
    expect(git(root, "diff", "HEAD~2").trim()).toBe("");
    expect(git(root, "status", "--porcelain")).toBe("");
  });
});

describe("wrong usage", () => {
  it.each([
    [["migrate"], "Give either --stage or --only"],
    [["migrate", "--stage", "3", "--only", "x"], "Give either --stage or --only"],
    [["migrate", "--stage", "7"], "Allowed choices are 1, 2, 3, 4, 5"],
    [["migrate", "--only", "move-it"], 'No codemod is called "move-it"'],
    [["migrate", "--stage", "5"], "Stage 5 has no codemod in this version"],
    [["migrate", "--stage", "3", "--allow-dirty"], "--write is missing"],
    [["migrate", "--stage", "3", "--interactive"], "needs a terminal"],
    [["migrate", "no/such/folder", "--stage", "3"], "does not exist"],
    [["undo", "package.json"], "is a file, not a folder"],
  ])("%j", async (args, message) => {
    const { code, err, out } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  it("names a journal that cannot be read", async () => {
    const root = project();
    await run(["migrate", root, "--stage", "3", "--write"]);
    const file = join(root, ".unconduct/journals/20260301T100000000Z/journal.json");
    writeFileSync(file, readFileSync(file, "utf8").slice(0, 100));
    const { code, err } = await run(["undo", root]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("journal.json cannot be read") });
  });
});

describe("unconduct status and plan", () => {
  it("tell what each stage would do, as text and as code-stages/1", async () => {
    const root = project();
    expect((await run(["plan", root])).out).toMatch(
      /stage 3 state +open: changes that would be made: 3\n {2}change {2}src\/namespaced.ts:4/,
    );
    const stages = codeStagesSchema.parse(JSON.parse((await run(["status", root, "--format", "json"])).out));
    expect(stages.stages.map((it) => it.stage)).toEqual([1, 2, 3, 4, 5]);
    expect(stages.stages[2]?.state).toBe("open");
  });

  it("counts marks that are left, and those a person has decided", async () => {
    const root = project();
    rmSync(join(root, "src"), { recursive: true });
    writeFileSync(
      join(root, "a.ts"),
      "// @unconduct todo(move-savers-to-redis): decide\na();\n  // @unconduct ignore(x-y): fine\n",
    );
    const { out } = await run(["status", root]);
    expect(out).toContain(
      "Marks for a person: 1 (and 1 decided: @unconduct ignore)\n  a.ts:1  move-savers-to-redis: decide",
    );
  });
});
