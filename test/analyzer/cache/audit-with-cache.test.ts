import { describe, expect, it } from "vitest";
import { auditTree } from "../../../analyzer/audit-tree.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";
import { auditTextsCached } from "../../harness/audit-texts-cached.ts";
import { memoryCache } from "../../harness/memory-cache.ts";

const desk = new Map([
  ["src/model.ts", `import { ChatOpenAI } from "@langchain/openai";\nexport const llm = new ChatOpenAI({});`],
  ["src/ask.ts", `import { llm } from "./model";\nexport const ask = (text: string) => llm.invoke(text);`],
  ["src/page.ts", `export const page = "hello";`],
]);
const uncached = (texts: ReadonlyMap<string, string>): string =>
  JSON.stringify(auditTree(scanMemory(texts), { toolVersion: "0.0.0-test", root: "." }));
const edited = (path: string, text: string): Map<string, string> => new Map([...desk, [path, text]]);
const ran = ({ steps }: { readonly steps: readonly string[] }): boolean => steps.includes("resolving imports");

describe("an audit with a cache", () => {
  it("gives the same bytes as one without, the second time from the cache", async () => {
    const cache = memoryCache();
    const first = await auditTextsCached(desk, cache);
    const second = await auditTextsCached(desk, cache);
    expect([first.bytes, second.bytes]).toEqual([uncached(desk), uncached(desk)]);
    expect([ran(first), ran(second)]).toEqual([true, false]);
    expect([...first.notes, ...second.notes]).toEqual([]);
  });

  it("still holds when a file changes that the analysis never read", async () => {
    const cache = memoryCache();
    await auditTextsCached(desk, cache);
    const texts = edited("src/page.ts", `export const page = "good bye";`);
    const again = await auditTextsCached(texts, cache);
    expect([again.bytes, ran(again)]).toEqual([uncached(texts), false]);
  });

  it.each([
    [
      "a text that was read",
      edited("src/ask.ts", `import { llm } from "./model";\nexport const ask = () => llm.stream("");`),
    ],
    ["a file that now names a framework", edited("src/page.ts", `import "@langchain/langgraph";`)],
    [
      "a new import of what was read",
      edited("src/page.ts", `import { ask } from "./ask";\nexport const page = ask("x");`),
    ],
    ["a new file", edited("src/new.ts", `export {};`)],
    ["a removed file", new Map([...desk].slice(1))],
    ["a configuration", edited("tsconfig.json", `{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }`)],
    ["an ignore rule", edited(".gitignore", "src/page.ts\n")],
  ])("is made again after %s", async (_, texts) => {
    const cache = memoryCache();
    await auditTextsCached(desk, cache);
    const again = await auditTextsCached(texts, cache);
    expect([again.bytes, ran(again)]).toEqual([uncached(texts), true]);
  });

  it("is made again by another version of the tool", async () => {
    const cache = memoryCache();
    await auditTextsCached(desk, cache);
    expect(ran(await auditTextsCached(desk, cache, "0.0.1-test"))).toBe(true);
  });

  it.each(["", "{}", "cut"])("is made again, with a note, when the cache holds damaged text (%j)", async (kind) => {
    const cache = memoryCache();
    const { bytes } = await auditTextsCached(desk, cache);
    for (const [name, text] of cache.texts) cache.texts.set(name, kind === "cut" ? text.slice(0, -3) : kind);
    const again = await auditTextsCached(desk, cache);
    expect([again.bytes, ran(again)]).toEqual([bytes, true]);
    expect(again.notes).toEqual([expect.stringContaining("is damaged"), expect.stringContaining("is damaged")]);
    expect(ran(await auditTextsCached(desk, cache))).toBe(false);
  });

  it("goes on, with a note, when the cache cannot be read or written", async () => {
    const refuse = (): never => {
      throw new Error("EACCES: permission denied");
    };
    const { bytes, notes } = await auditTextsCached(desk, { read: refuse, write: refuse });
    expect(bytes).toBe(uncached(desk));
    expect(new Set(notes)).toEqual(
      new Set([
        "the cache cannot be read: EACCES: permission denied.",
        "the cache cannot be written: EACCES: permission denied.",
      ]),
    );
  });

  it("keeps nothing of a run during which a file changed", async () => {
    const cache = memoryCache();
    const texts = new Map(desk);
    const change = (name: string): undefined => {
      if (name.startsWith("audit-")) texts.set("src/ask.ts", "export {};"); // after the scan, before the analysis
    };
    await auditTextsCached(texts, { read: change, write: cache.write });
    expect(cache.texts.size).toBe(0);
  });
});
