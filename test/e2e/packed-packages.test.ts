import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked, type PackedInstall, typecheck } from "./packed-install.ts";

let tool: PackedInstall;
let runtime: PackedInstall;
beforeAll(async () => {
  tool = await installPacked(".");
  runtime = await installPacked("runtime");
  // What an app with these adapters has installed; development packages that no adapter imports stay out.
  for (const peer of Object.keys(runtime.manifest.peerDependencies ?? {}).filter(isInstalled)) await runtime.link(peer);
});
afterAll(() => Promise.all([tool?.remove(), runtime?.remove()]));

const isInstalled = (name: string) => existsSync(new URL(`../../node_modules/${name}`, import.meta.url));

/** Names that a program prints as JSON: what `entry` exports, by `import` and by `require`. */
const exportedNames = async (user: PackedInstall, entry: string) => {
  const print = "console.log(JSON.stringify(Object.keys(loaded).filter((name) => name !== 'default').sort()))";
  const imported = `import * as loaded from ${JSON.stringify(entry)}; ${print}`;
  const required = `const loaded = require(${JSON.stringify(entry)}); ${print}`;
  return {
    byImport: JSON.parse(await user.run(process.execPath, "--input-type=module", "-e", imported)),
    byRequire: JSON.parse(await user.run(process.execPath, "--input-type=commonjs", "-e", required)),
  };
};

/** Entries of the manifest that are code, as a user writes them. */
const codeEntries = ({ manifest }: PackedInstall) =>
  Object.keys(manifest.exports)
    .filter((key) => !key.endsWith(".json") && !key.includes("*"))
    .map((key) => manifest.name + key.slice(1));

/** Packages that the shipped code and its types import. */
const importedPackages = async (user: PackedInstall) => {
  const names = new Set<string>();
  for (const file of user.shippedFiles.filter((path) => /\.(c?js|d\.c?ts)$/.test(path))) {
    for (const { fileName } of ts.preProcessFile(await user.readShipped(file), true, true).importedFiles) {
      if (!fileName.startsWith(".") && !isBuiltin(fileName)) names.add(packageName(fileName));
    }
  }
  return [...names].sort();
};

const packageName = (specifier: string) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

describe.each([
  ["unconduct", () => tool],
  ["unconduct-runtime", () => runtime],
] as const)("%s", (_name, user) => {
  it("ships built code, published schemas and its papers, nothing else", () => {
    const expected =
      /^(dist\/.*\.(js|cjs|d\.ts|d\.cts)|contracts\/schema\/[a-z]+(-[a-z]+)*-\d+\.json|package\.json|README\.md|LICENSE)$/;
    expect(user().shippedFiles.filter((file) => !expected.test(file))).toEqual([]);
    expect(user().shippedFiles).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
  });

  it("imports only packages that its manifest names", async () => {
    const { dependencies, peerDependencies } = user().manifest;
    const named = Object.keys({ ...dependencies, ...peerDependencies });
    const imported = await importedPackages(user());
    expect(imported).toContain("zod");
    expect(imported.filter((name) => !named.includes(name))).toEqual([]);
  });

  it("exports the same names to import and to require, and some from each entry", async () => {
    for (const entry of codeEntries(user())) {
      const { byImport, byRequire } = await exportedNames(user(), entry);
      expect(byRequire, entry).toEqual(byImport);
      expect(byImport, entry).not.toEqual([]);
    }
  });
});

describe("the contracts of unconduct", () => {
  it("load without the compiler", async () => {
    const print = 'require("unconduct/contracts"); console.log(JSON.stringify(Object.keys(require.cache)))';
    const loaded: string[] = JSON.parse(await tool.run(process.execPath, "--input-type=commonjs", "-e", print));
    expect(loaded.filter((path) => path.includes("zod")).length).toBeGreaterThan(0);
    expect(loaded.filter((path) => /ts-morph|dist.analyzer/.test(path))).toEqual([]);
  });
});

describe("the tree that production installs", () => {
  it("is the runtime and zod", () => {
    expect(runtime.installedPackages).toEqual(["unconduct-runtime", "zod"]);
  });
});

describe("the tree that a developer installs", () => {
  it("holds no vendor of the runtime and none of our own tools", () => {
    const unwanted = /^(bullmq|ioredis|@langchain\/|langchain|vitest|tsx|tsdown|@biomejs\/|dependency-cruiser)/;
    expect(tool.installedPackages.filter((name) => unwanted.test(name))).toEqual([]);
    expect(tool.installedPackages).toContain("ts-morph");
  });
});

const toolConsumer = `
import { type Audit, auditSchema } from "unconduct/contracts";
import * as unconduct from "unconduct";
export const audit: Audit = auditSchema.parse(null);
export const exported = Object.keys(unconduct);
// @ts-expect-error: the root is a string, so the types have arrived
export const root: number = audit.root;
`;

const runtimeConsumer = `
import { isUnconductError, type ShimErrorCode, UnconductError } from "unconduct-runtime";
import { type Audit, auditSchema } from "unconduct-runtime/contracts";
import { assertSupported, inspectServer, type ServerClient } from "unconduct-runtime/redis";
export const check = async (client: ServerClient): Promise<string> => {
  const server = await inspectServer(client);
  assertSupported(server);
  return server.version;
};
export const audit: Audit = auditSchema.parse(null);
export const code: ShimErrorCode = "REDIS_TOO_OLD";
export const known: boolean = isUnconductError(new UnconductError(code, "what", "remedy"));
// @ts-expect-error: the list of codes is closed, so the types have arrived
export const unknownCode: ShimErrorCode = "SOMETHING_ELSE";
`;

describe.each([
  ["unconduct", () => tool, toolConsumer],
  ["unconduct-runtime", () => runtime, runtimeConsumer],
] as const)("the types of %s", (_name, user, consumer) => {
  it("resolve under node16 from an ES module and from CommonJS", async () => {
    await user().write("consumer.mts", consumer);
    await user().write("consumer.cts", consumer);
    const settings = { module: "node16", moduleResolution: "node16" };
    expect(await typecheck(user(), settings, ["consumer.mts", "consumer.cts"])).toBe("");
  });

  it("resolve under bundler", async () => {
    await user().write("consumer.ts", consumer);
    const settings = { module: "esnext", moduleResolution: "bundler" };
    expect(await typecheck(user(), settings, ["consumer.ts"])).toBe("");
  });
});

it("the types of every entry of unconduct-runtime resolve where `exports` are not read", async () => {
  const imports = codeEntries(runtime).map((entry, index) => `export * as entry${index} from "${entry}";`);
  await runtime.write("consumer.ts", `${imports.join("\n")}\n${runtimeConsumer}`);
  const settings = { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0", skipLibCheck: true };
  expect(await typecheck(runtime, settings, ["consumer.ts"])).toBe("");
});

const saverConsumer = `
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { RedisSaver, type RedisSaverOptions } from "unconduct-runtime/langgraph-redis";
export const open = (options: RedisSaverOptions): BaseCheckpointSaver => new RedisSaver(options);
// @ts-expect-error: a saver needs a client, so the types have arrived
export const closed = new RedisSaver({ tenant: "acme" });
`;

it("the types of unconduct-runtime/langgraph-redis fit LangGraph's own", async () => {
  await runtime.write("saver.mts", saverConsumer);
  const printed = await typecheck(runtime, { module: "node16", moduleResolution: "node16" }, ["saver.mts"]);
  // LangChain's own declarations need more than this project's settings; they are not ours to judge.
  expect(printed.split("\n").filter((line) => line !== "" && !line.includes("/@langchain/"))).toEqual([]);
});

describe("the installed command", () => {
  it("tells its version", async () => {
    expect((await tool.run("npx", "--no-install", "unconduct", "--version")).trim()).toBe(tool.manifest.version);
  });

  it("audits a small app and finds its graph", async () => {
    await tool.write("src/desk.ts", smallApp);
    const report = await tool.run("npx", "--no-install", "unconduct", "audit", ".");
    expect(report).toContain("src/desk.ts");
    const audit = JSON.parse(await tool.run("npx", "--no-install", "unconduct", "audit", ".", "--format", "json"));
    expect(audit).toMatchObject({ contract: "audit/1", apps: [{ graph: { file: "src/desk.ts" } }], skipped: [] });
  });

  it("audits a large folder in a thread, and reports what the library does", async () => {
    await tool.write("large/desk.ts", smallApp);
    await Promise.all(Array.from({ length: 3000 }, (_, i) => tool.write(`large/parts/p${i}.ts`, "export {};\n")));
    const command = ["--no-install", "unconduct", "audit", "large", "--format", "json"];
    const inThread = await tool.run("npx", ...command);
    const options = JSON.stringify({ toolVersion: tool.manifest.version, root: "large" });
    const print = `console.log(JSON.stringify(require("unconduct").auditFolder("large", ${options}), null, 2))`;
    expect(inThread).toBe(await tool.run(process.execPath, "--input-type=commonjs", "-e", print));
    await expect(tool.run("npx", "--no-install", "unconduct", "audit", "large/gone")).rejects.toThrow(/gone/);
  });

  it("publishes the schema of what it prints", async () => {
    const print = 'console.log(JSON.stringify(require("unconduct/schema/audit-1.json")))';
    const schema = JSON.parse(await tool.run(process.execPath, "--input-type=commonjs", "-e", print));
    expect(schema).toMatchObject({ type: "object", properties: { contract: { const: "audit/1" } } });
  });
});

const smallApp = `
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";

const State = Annotation.Root({ question: Annotation<string>, answer: Annotation<string>, next: Annotation<string> });
const model = new ChatOpenAI({ model: "gpt-4o-mini" });
const choice = model.withStructuredOutput(z.object({ next: z.enum(["pricing", "delivery", "done"]) }));

const desk = async (state: typeof State.State) => ({ next: (await choice.invoke(state.question)).next });
const pricing = async (state: typeof State.State) => ({ answer: String((await model.invoke(state.question)).content) });
const delivery = async () => ({ answer: "tomorrow" });

export const graph = new StateGraph(State)
  .addNode("desk", desk)
  .addNode("pricing", pricing)
  .addNode("delivery", delivery)
  .addEdge(START, "desk")
  .addConditionalEdges("desk", (state) => state.next, { pricing: "pricing", delivery: "delivery", done: END })
  .addEdge("pricing", "desk")
  .addEdge("delivery", "desk")
  .compile();
`;
