import { describe, expect, it } from "vitest";
import { auditTree } from "../../../analyzer/audit-tree.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";
import type { SourceTree } from "../../../analyzer/source/source-tree.ts";
import type { Audit } from "../../../contracts/audit.ts";

const MODEL = `import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({});`;
const ASK = `export const ask = (q: string) => llm.invoke(q);`;
const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join("\n");

/** The audit with how often a text was read: no more than a small multiple of the files that matter. */
const counted = (
  files: Readonly<Record<string, string>>,
): { audit: Audit; read: ReadonlySet<string>; reads: number } => {
  const scanned = scanMemory(new Map(Object.entries(files)));
  const read = new Set<string>();
  let reads = 0;
  const readText = (path: string): string | undefined => {
    read.add(path);
    reads++;
    return scanned.readText(path);
  };
  const tree: SourceTree = { ...scanned, readText };
  return { audit: auditTree(tree, { toolVersion: "0.0.0-test" }), read, reads };
};

const asked = (audit: Audit): number => audit.callSites.filter((s) => s.expr.startsWith("llm.invoke")).length;

describe("no blow-up:", () => {
  it("a chain of 3,000 re-exports is cut off, and no link of it is read twice for each reader", () => {
    const files: Record<string, string> = { "model.ts": MODEL, "ask.ts": `import { llm } from "./b0"; ${ASK}` };
    for (let n = 0; n < 3000; n++) files[`b${n}.ts`] = `export * from "./${n === 2999 ? "model" : `b${n + 1}`}";`;
    const { read, reads } = counted(files);
    expect(read.size).toBeLessThan(700);
    expect(reads).toBeLessThan(read.size * 8);
  });

  it("a barrel of 3,000 files brings in no more than the cap", () => {
    const files: Record<string, string> = { "model.ts": MODEL, "ask.ts": `import { llm } from "./index"; ${ASK}` };
    for (let n = 0; n < 3000; n++) files[`p${n}.ts`] = `export const p${n} = ${n};`;
    files["index.ts"] = `export * from "./model";\n${lines(3000, (n) => `export * from "./p${n}";`)}`;
    const { audit, reads } = counted(files);
    expect(asked(audit)).toBe(1);
    expect(reads).toBeLessThan(7000);
  });

  it("2,000 files that import each other in a circle are read a bounded number of times", () => {
    const files: Record<string, string> = { "c0.ts": `import "./c1"; ${MODEL} ${ASK}` };
    for (let n = 1; n < 2000; n++) files[`c${n}.ts`] = `import "./c${(n + 1) % 2000}"; export const v${n} = ${n};`;
    const { audit, read } = counted(files);
    expect(asked(audit)).toBe(1);
    expect(read.size).toBeLessThan(300);
  });

  it("a file of more than 1.5 MB is told of and not read again", () => {
    const big = `${MODEL}\n${lines(30_000, (n) => `export const row${n} = { id: ${n}, text: "some text that fills a line" };`)}`;
    const { audit, read } = counted({
      "big.ts": big,
      "model.ts": MODEL,
      "ask.ts": `import { llm } from "./model"; ${ASK}`,
    });
    expect(audit.skipped).toEqual([{ file: "big.ts", reason: "larger than 1.5 MB: prefiltered only" }]);
    expect(read.has("big.ts")).toBe(false);
    expect(asked(audit)).toBe(1);
  });

  it.each([
    ["4,000 functions alike", lines(4000, (n) => `export function f${n}(x: number) { return x + ${n}; }`)],
    ["a union of 3,000 texts", `export type U = ${lines(3000, (n) => `| "k${n}"`)};`],
    [
      "a switch of 3,000 cases",
      `export const s = (x: string) => { switch (x) { ${lines(3000, (n) => `case "k${n}": return ${n};`)} } };`,
    ],
    ["an object of 5,000 entries", `export const o = { ${lines(5000, (n) => `k${n}: { id: ${n} },`)} };`],
    ["300 nested calls", `export const n = ${"f(".repeat(300)}1${")".repeat(300)}; declare function f(x: any): any;`],
    ["300 nested conditions", `export const c = (x: number) => ${lines(300, (n) => `x === ${n} ? "${n}" :`)} "";`],
  ])("beside %s a call is found all the same, each file read a few times", (_, text) => {
    const { audit, reads } = counted({ "a.ts": `${MODEL}\n${ASK}\n${text}` });
    expect(asked(audit)).toBe(1);
    expect(audit.skipped).toEqual([]);
    expect(reads).toBeLessThan(10);
  });
});
