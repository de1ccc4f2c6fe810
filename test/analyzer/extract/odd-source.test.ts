import { describe, expect, it } from "vitest";
import { auditText, sites } from "../../harness/audit-text.ts";

const LLM = `import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({});`;
const ASK = `export const go = async () => (await llm.invoke("x")).content;`;
const inFile = (files: Record<string, string>, file: string): number => sites(auditText(files), "invoke", file).length;

describe("the audit does not depend on", () => {
  const files = {
    "llm.ts": LLM,
    "a.ts": `import { llm } from "./llm"; ${ASK}`,
    "b.ts": `import { go } from "./a"; export const x = go();`,
    "package.json": `{ "name": "x", "dependencies": { "@langchain/openai": "1" } }`,
  };

  it("the order of the files", () => {
    expect(JSON.stringify(auditText(Object.fromEntries(Object.entries(files).reverse())))).toBe(
      JSON.stringify(auditText(files)),
    );
  });

  it("node_modules being there", () => {
    const installed = {
      ...files,
      "node_modules/@langchain/openai/package.json": `{ "name": "@langchain/openai", "types": "index.d.ts" }`,
      "node_modules/@langchain/openai/index.d.ts": `export declare class ChatOpenAI { render(): string }`,
    };
    expect(JSON.stringify(auditText(installed))).toBe(JSON.stringify(auditText(files)));
  });

  it("byte order marks and CRLF, apart from offsets", () => {
    const a = auditText(files).callSites.map((s) => [s.file, s.line, s.classification]);
    const b = auditText({ ...files, "a.ts": `\ufeff${files["a.ts"].replaceAll("; ", ";\r\n")}` }).callSites.map((s) => [
      s.file,
      s.classification,
    ]);
    expect(b).toEqual(a.map(([file, , c]) => [file, c]));
  });
});

describe("odd source never throws:", () => {
  it("a file cut off in the middle is reported and still read", () => {
    const audit = auditText(`${LLM} export const go = async () => { const r = await llm.invoke("x"); return r.con`);
    expect(audit.skipped.map((s) => s.file)).toEqual(["a.ts"]);
    expect(sites(audit, "invoke")).toHaveLength(1);
  });

  it("imports in a circle", () => {
    expect(
      inFile(
        {
          "a.ts": `import { llm } from "./b"; export const k = 1; ${ASK}`,
          "b.ts": `import { k } from "./a"; import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({ n: k } as any);`,
        },
        "a.ts",
      ),
    ).toBe(1);
  });

  it("a variable defined by itself", () => {
    expect(() =>
      auditText(
        `import { StateGraph } from "@langchain/langgraph"; const a = b; const b = a; let c = c; new StateGraph(a).addNode(b, c).addEdge(a, b).compile();`,
      ),
    ).not.toThrow();
  });

  it("a function that calls itself with what it returns", () => {
    expect(() =>
      auditText(
        `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); async function f(x: any): Promise<any> { return f(await m.invoke(x)); } export { f };`,
      ),
    ).not.toThrow();
  });

  it("a sum of three thousand texts", () => {
    const sum = Array.from({ length: 3000 }, (_, i) => `"${i}"`).join(" + ");
    expect(sites(auditText(`${LLM} export const go = () => llm.invoke(${sum});`), "invoke")).toHaveLength(1);
  });

  it("a file too deeply nested to parse is reported, and the others are read", () => {
    const audit = auditText({
      "deep.ts": `${LLM} export const x = ${"(".repeat(5000)}1${")".repeat(5000)};`,
      "llm.ts": LLM,
      "a.ts": `import { llm } from "./llm"; ${ASK}`,
    });
    expect(audit.skipped.map((s) => s.file)).toEqual(["deep.ts"]);
    expect(sites(audit, "invoke", "a.ts")).toHaveLength(1);
  });

  it("an empty file, a file of comments and a file of JSON", () => {
    expect(
      auditText({ "a.ts": "", "b.ts": "// @langchain/langgraph", "c.ts": `{ "x": "@langchain/core" }` }).callSites,
    ).toEqual([]);
  });
});
