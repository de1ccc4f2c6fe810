import { describe, expect, it } from "vitest";
import { scanMemory } from "../../../../analyzer/index.ts";
import { loadProgram, type ParseCache } from "../../../../analyzer/source/program/load-program.ts";
import { createResolver } from "../../../../analyzer/source/resolve/resolve-module.ts";

const load = (files: Record<string, string>, paths = Object.keys(files), cache?: ParseCache) => {
  const tree = scanMemory(new Map(Object.entries(files)));
  return loadProgram(tree, createResolver(tree, { isFramework: () => false }), paths, cache);
};

describe("loadProgram", () => {
  it("holds the wanted files only, by their path", () => {
    const program = load({ "a.ts": "export {};", "b/c d.tsx": "export {};", "x.ts": "export {};" }, [
      "a.ts",
      "b/c d.tsx",
    ]);
    expect(program.sourceFiles.map((f) => program.pathOf(f))).toEqual(["a.ts", "b/c d.tsx"]);
  });

  it("passes over paths that are not listed", () => {
    expect(load({ "a.ts": "" }, ["a.ts", "gone.ts"]).sourceFiles).toHaveLength(1);
  });

  it("resolves imports between its files, with extensions as written", () => {
    const { checker, sourceFiles } = load({ "a.ts": `export { n } from "./b.js";`, "b.ts": `export const n = 1;` });
    const [a] = sourceFiles;
    const module = a && checker.getSymbolAtLocation(a);
    const [n] = module ? checker.getExportsOfModule(module) : [];
    expect(n && checker.typeToString(checker.getTypeOfSymbol(n))).toBe("1");
  });

  it("gives types to promises, arrays, records and iterators without the real library", () => {
    const { checker, sourceFiles } = load({
      "a.ts": `export const n = async () => { const all = await Promise.all([Promise.resolve({ k: "v" as const })]); for (const [, x] of Object.entries({ a: all[0] })) return x.k; };`,
    });
    const [a] = sourceFiles;
    const module = a && checker.getSymbolAtLocation(a);
    const [n] = module ? checker.getExportsOfModule(module) : [];
    expect(n && checker.typeToString(checker.getTypeOfSymbol(n))).toBe(`() => Promise<"v">`);
  });

  it("names files that do not parse, with the place", () => {
    expect(load({ "a.ts": "const = ;", "b.ts": "const b = 1;" }).unparsable).toEqual([
      { file: "a.ts", reason: expect.stringMatching(/^not parsed cleanly at 1:7: /) },
    ]);
  });

  it("parses a cached file once", () => {
    const cache: ParseCache = new Map();
    const one = load({ "a.ts": "export const a = 1;" }, ["a.ts"], cache);
    const two = load({ "a.ts": "export const a = 1;", "b.ts": "" }, ["a.ts", "b.ts"], cache);
    expect(two.sourceFiles[0]).toBe(one.sourceFiles[0]);
  });

  it("knows which package a stub stands for", () => {
    const program = load({
      "a.ts": `import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI();`,
    });
    const [a] = program.sourceFiles;
    const module = a && program.checker.getSymbolAtLocation(a);
    const [m] = module ? program.checker.getExportsOfModule(module) : [];
    const declaration = m && program.checker.getTypeOfSymbol(m).symbol.declarations?.[0];
    expect(declaration && program.specifierOf(declaration.getSourceFile())).toBe("@langchain/openai");
  });

  it("is empty for no files", () => {
    expect(load({}).sourceFiles).toEqual([]);
  });
});
