import { describe, expect, it } from "vitest";
import { auditText, sites } from "../../harness/audit-text.ts";

const LLM = `import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({});`;
const ASK = `export const go = async () => (await llm.invoke("x")).content;`;
const inFile = (files: Record<string, string>, file: string): number => sites(auditText(files), "invoke", file).length;

describe("a model is followed through", () => {
  it("an import under another name", () => {
    expect(
      inFile(
        { "llm.ts": LLM, "a.ts": `import { llm as brain } from "./llm"; export const go = () => brain.invoke("x");` },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("an aliased import of the class", () => {
    expect(
      inFile(
        { "a.ts": `import { ChatOpenAI as Chat } from "@langchain/openai"; const llm = new Chat({}); ${ASK}` },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a namespace import of the package", () => {
    expect(
      inFile(
        { "a.ts": `import * as openai from "@langchain/openai"; const llm = new openai.ChatOpenAI({}); ${ASK}` },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a namespace import of a project file", () => {
    expect(
      inFile(
        { "llm.ts": LLM, "a.ts": `import * as models from "./llm"; export const go = () => models.llm.invoke("x");` },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a default export", () => {
    expect(
      inFile(
        {
          "llm.ts": `import { ChatOpenAI } from "@langchain/openai"; const x = new ChatOpenAI({}); export default x;`,
          "a.ts": `import brain from "./llm"; export const go = () => brain.invoke("x");`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a re-export and a barrel with stars", () => {
    expect(
      inFile(
        {
          "models/llm.ts": LLM,
          "models/index.ts": `export * from "./llm"; export { llm as brain } from "./llm";`,
          "a.ts": `import { brain } from "./models"; export const go = () => brain.invoke("x");`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a barrel in a circle", () => {
    expect(
      inFile(
        {
          "b.ts": `export * from "./c"; export * from "./llm";`,
          "c.ts": `export * from "./b";`,
          "llm.ts": LLM,
          "a.ts": `import { llm } from "./c"; ${ASK}`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a namespace re-export", () => {
    expect(
      inFile(
        {
          "llm.ts": LLM,
          "ai.ts": `export * as models from "./llm";`,
          "a.ts": `import { models } from "./ai"; export const go = () => models.llm.invoke("x");`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a dynamic import of the package", () => {
    expect(
      inFile(
        {
          "a.ts": `export const go = async () => { const { ChatOpenAI } = await import("@langchain/openai"); const m = new ChatOpenAI({}); return (await m.invoke("x")).content; };`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a dynamic import of a project file", () => {
    expect(
      inFile(
        {
          "llm.ts": LLM,
          "a.ts": `import "@langchain/core/messages"; export const go = async () => { const { llm } = await import("./llm"); return llm.invoke("x"); };`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a dynamic import taken by .then", () => {
    expect(
      inFile(
        {
          "a.ts": `export const go = () => import("@langchain/openai").then((m) => new m.ChatOpenAI({}).invoke("x"));`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("require, whole and destructured", () => {
    expect(
      inFile(
        {
          "a.js": `const { ChatOpenAI } = require("@langchain/openai"); const llm = new ChatOpenAI({}); module.exports = { go: () => llm.invoke("x") };`,
        },
        "a.js",
      ),
    ).toBe(1);
    expect(
      inFile(
        {
          "a.cjs": `const openai = require("@langchain/openai"); const llm = new openai.ChatOpenAI({}); exports.go = () => llm.invoke("x");`,
        },
        "a.cjs",
      ),
    ).toBe(1);
  });

  it("require of a project file with module.exports", () => {
    expect(
      inFile(
        {
          "llm.js": `const { ChatOpenAI } = require("@langchain/openai"); const llm = new ChatOpenAI({}); module.exports = { llm };`,
          "a.js": `require("@langchain/core/messages"); const { llm } = require("./llm"); exports.go = () => llm.invoke("x");`,
        },
        "a.js",
      ),
    ).toBe(1);
  });

  it("require of a project file with exports.name", () => {
    expect(
      inFile(
        {
          "llm.cjs": `const { ChatOpenAI } = require("@langchain/openai"); exports.llm = new ChatOpenAI({});`,
          "a.cjs": `const { llm } = require("./llm.cjs"); exports.go = () => llm.invoke("x");`,
        },
        "a.cjs",
      ),
    ).toBe(1);
  });

  it("an import equals require", () => {
    expect(
      inFile(
        {
          "a.cts": `import openai = require("@langchain/openai"); const llm = new openai.ChatOpenAI({}); export = () => llm.invoke("x");`,
        },
        "a.cts",
      ),
    ).toBe(1);
  });

  it("imports with .js, .mjs, .cjs and .jsx endings that stand for TypeScript", () => {
    expect(inFile({ "llm.ts": LLM, "a.ts": `import { llm } from "./llm.js"; ${ASK}` }, "a.ts")).toBe(1);
    expect(inFile({ "llm.mts": LLM, "a.mts": `import { llm } from "./llm.mjs"; ${ASK}` }, "a.mts")).toBe(1);
    expect(inFile({ "llm.cts": LLM, "a.cts": `import { llm } from "./llm.cjs"; ${ASK}` }, "a.cts")).toBe(1);
    expect(inFile({ "llm.tsx": LLM, "a.ts": `import { llm } from "./llm.jsx"; ${ASK}` }, "a.ts")).toBe(1);
  });

  it("files of every extension", () => {
    const text = `import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({}); export const go = () => llm.invoke("x");`;
    const files = Object.fromEntries(["ts", "tsx", "mts", "cts", "js", "jsx", "mjs"].map((e) => [`f-${e}.${e}`, text]));
    expect(auditText(files).callSites.map((s) => s.file)).toEqual(Object.keys(files).sort());
  });

  it("paths with spaces and brackets", () => {
    expect(
      inFile(
        { "my app/[id]/(x)/llm.ts": LLM, "my app/[id]/a.ts": `import { llm } from "./(x)/llm"; ${ASK}` },
        "my app/[id]/a.ts",
      ),
    ).toBe(1);
  });

  it("paths of a tsconfig", () => {
    expect(
      inFile(
        {
          "tsconfig.json": `{ // comment\n "compilerOptions": { "baseUrl": ".", "paths": { "@core/*": ["src/core/*"], } } }`,
          "src/core/llm.ts": LLM,
          "src/a.ts": `import { llm } from "@core/llm"; ${ASK}`,
        },
        "src/a.ts",
      ),
    ).toBe(1);
  });

  it("paths of a base whose own base is a package that is not there", () => {
    expect(
      inFile(
        {
          "tsconfig.json": `{ "extends": "./base.json" }`,
          "base.json": `{ "extends": "@tsconfig/node20/tsconfig.json", "compilerOptions": { "paths": { "~lib/*": ["./lib/*"] } } }`,
          "lib/llm.ts": LLM,
          "a.ts": `import { llm } from "~lib/llm"; ${ASK}`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("paths of tsconfig.app.json beside one with references only", () => {
    expect(
      inFile(
        {
          "tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }`,
          "tsconfig.app.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
          "src/llm.ts": LLM,
          "src/a.ts": `import { llm } from "@/llm"; ${ASK}`,
        },
        "src/a.ts",
      ),
    ).toBe(1);
  });

  it("imports (#) of package.json", () => {
    expect(
      inFile(
        {
          "package.json": `{ "name": "x", "imports": { "#llm": "./dist/llm.js" } }`,
          "src/llm.ts": LLM,
          "src/a.ts": `import { llm } from "#llm"; ${ASK}`,
        },
        "src/a.ts",
      ),
    ).toBe(1);
  });

  it("a workspace package whose exports point at dist", () => {
    expect(
      inFile(
        {
          "package.json": `{ "workspaces": ["packages/*"] }`,
          "packages/llm/package.json": `{ "name": "@acme/llm", "exports": { ".": { "import": "./dist/index.js" }, "./big": "./dist/big.js" } }`,
          "packages/llm/src/index.ts": LLM,
          "packages/llm/src/big.ts": LLM,
          "packages/app/package.json": `{ "name": "app" }`,
          "packages/app/a.ts": `import { llm } from "@acme/llm"; import { llm as big } from "@acme/llm/big"; ${ASK} export const go2 = () => big.invoke("y");`,
        },
        "packages/app/a.ts",
      ),
    ).toBe(2);
  });

  it("a pnpm workspace", () => {
    expect(
      inFile(
        {
          "pnpm-workspace.yaml": `packages:\n  - "libs/*"\n  - "apps/*"\n`,
          "libs/llm/package.json": `{ "name": "llm-lib", "main": "build/index.js" }`,
          "libs/llm/src/index.ts": LLM,
          "apps/web/package.json": `{ "name": "web" }`,
          "apps/web/a.ts": `import { llm } from "llm-lib"; ${ASK}`,
        },
        "apps/web/a.ts",
      ),
    ).toBe(1);
  });

  it("framework imports that resolve to a workspace folder", () => {
    expect(
      inFile(
        {
          "package.json": `{ "workspaces": ["libs/*"] }`,
          "libs/openai/package.json": `{ "name": "@langchain/openai" }`,
          "libs/openai/src/index.ts": `export class ChatOpenAI { invoke(x: string) { return x; } }`,
          "libs/app/package.json": `{ "name": "app" }`,
          "libs/app/a.ts": `import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI(); ${ASK}`,
        },
        "libs/app/a.ts",
      ),
    ).toBe(1);
  });

  it("a type-only import that types an injected receiver", () => {
    expect(
      inFile(
        {
          "deps.ts": `import type { ChatOpenAI } from "@langchain/openai"; export interface Deps { llm: ChatOpenAI }`,
          "a.ts": `import type { Deps } from "./deps"; export const go = ({ llm }: Deps) => llm.invoke("x");`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });
});
