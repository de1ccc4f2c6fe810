import { describe, expect, it } from "vitest";
import { scanMemory } from "../../../../analyzer/source/scan/scan-memory.ts";

const scan = (files: Readonly<Record<string, string>>) => scanMemory(new Map(Object.entries(files)));
const paths = (files: readonly string[]): string[] => [
  ...scan(Object.fromEntries(files.map((it) => [it, ""]))).files.keys(),
];

describe("scanMemory", () => {
  it("lists TypeScript and JavaScript of every extension, sorted, whatever their names hold", () => {
    const listed = [
      "a b.ts",
      "app/[id]/(x)/p.tsx",
      "c.mjs",
      "d.cts",
      "größe.js",
      "v.1.2.mts",
      "x\u001b[31m\n.jsx",
      "z.cjs",
    ];
    expect(paths([...listed, "readme.md", "a.json", "ts", "x.tsv"].reverse())).toEqual(listed);
  });

  it("leaves out tests, but keeps code in a folder called test", () => {
    expect(
      paths(["a.test.ts", "b.spec.tsx", "c.int.test.mts", "__tests__/d.ts", "src/__mocks__/e.ts", "test/agent.ts"]),
    ).toEqual(["test/agent.ts"]);
  });

  it("leaves out dependencies and caches at any depth", () => {
    expect(paths(["node_modules/a/i.ts", "x/node_modules/a.js", ".next/a.js", "x/coverage/a.js", "x/a.ts"])).toEqual([
      "x/a.ts",
    ]);
  });

  it("leaves out build output at the root and beside a manifest, not source folders of such a name", () => {
    expect(
      paths([
        "dist/a.js",
        "packages/a/package.json",
        "packages/a/dist/a.js",
        "services/b/tsconfig.json",
        "services/b/out/a.js",
        "packages/build/package.json",
        "packages/build/src/kept.ts",
        "src/build/kept.ts",
      ]),
    ).toEqual(["packages/build/src/kept.ts", "src/build/kept.ts"]);
  });

  it("respects .gitignore files in every folder", () => {
    const files = scan({
      ".gitignore": "generated/\n*.out.ts\n",
      "generated/a.ts": "",
      "src/a.out.ts": "",
      "src/.gitignore": "!keep.out.ts\nprivate.ts\n",
      "src/keep.out.ts": "",
      "src/private.ts": "",
      "private.ts": "",
    }).files;
    expect([...files.keys()]).toEqual(["private.ts", "src/keep.out.ts"]);
  });

  it("keeps the texts of configuration files, also of a tsconfig's base whatever its name", () => {
    const tree = scan({
      "package.json": "{}",
      "langgraph.json": "{}",
      "pnpm-workspace.yaml": "packages: []",
      "tsconfig.app.json": `{ "extends": ["./config/strict", "./gone.json", "@acme/config"] }`,
      "config/strict.json": `{ "extends": "../tsconfig.app.json" }`,
      "config/unrelated.json": "{}",
      "src/a.ts": "",
    });
    expect([...tree.configs.keys()]).toEqual([
      "config/strict.json",
      "langgraph.json",
      "package.json",
      "pnpm-workspace.yaml",
      "tsconfig.app.json",
    ]);
    expect(tree.skipped).toEqual([]);
  });

  it("names a broken tsconfig with the place, and keeps it", () => {
    const tree = scan({ "tsconfig.json": `{ "compilerOptions": {\n  "paths": nonsense } }`, "a.ts": "" });
    expect(tree.skipped).toEqual([
      { file: "tsconfig.json", reason: "not valid JSON: invalid symbol at line 2, column 12" },
    ]);
    expect(tree.configs.has("tsconfig.json")).toBe(true);
  });

  it("reports a relevant file that is too large to follow, and stays silent about an irrelevant one", () => {
    const large = "x".repeat(1_500_001);
    const tree = scan({ "bundle.js": large, "agents.js": `require("openai");${large}` });
    expect(tree.skipped).toEqual([{ file: "agents.js", reason: "larger than 1.5 MB: prefiltered only" }]);
    expect(tree.files.get("agents.js")).toMatchObject({ relevant: true, specifiers: ["openai"] });
  });

  it("skips a binary with a source's name", () => {
    expect(scan({ "video.ts": "G@\u0000\u0010", "a.ts": "" }).skipped).toEqual([
      { file: "video.ts", reason: "binary, not a text" },
    ]);
  });

  it("gives the text of listed files only, without a byte order mark", () => {
    const tree = scan({ "a.ts": "\ufeffconst a = 1;", "node_modules/b.ts": "secret" });
    expect(tree.readText("a.ts")).toBe("const a = 1;");
    expect(tree.readText("node_modules/b.ts")).toBeUndefined();
  });

  it("gives the same tree whatever the order of the files", () => {
    const files: [string, string][] = [
      ["z/a.ts", `import "openai"`],
      ["a/z.ts", ""],
      ["a.ts", ""],
      ["tsconfig.json", "{"],
      ["a/package.json", "{"],
    ];
    const { readText: _one, ...tree } = scanMemory(new Map(files));
    const { readText: _other, ...reversed } = scanMemory(new Map([...files].reverse()));
    expect([...reversed.files]).toEqual([...tree.files]);
    expect([...reversed.configs]).toEqual([...tree.configs]);
    expect(reversed.skipped).toEqual(tree.skipped);
  });

  it("is empty for no files", () => {
    expect(scan({}).files.size).toBe(0);
  });
});
