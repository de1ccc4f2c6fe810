import { describe, expect, it } from "vitest";
import { scanMemory } from "../../../../analyzer/index.ts";
import { type LoadedProgram, loadProgram } from "../../../../analyzer/source/program/load-program.ts";
import { createResolver } from "../../../../analyzer/source/resolve/resolve-module.ts";
import { isFrameworkPackage } from "../../../../analyzer/source/surface/surface.ts";

const load = (files: Record<string, string>): LoadedProgram => {
  const tree = scanMemory(new Map(Object.entries(files)));
  const resolver = createResolver(tree, { isFramework: isFrameworkPackage });
  return loadProgram(tree, resolver, Object.keys(files));
};

/** Which of the files can see what `to` declares, `to` left out. */
const whoSees = (to: string, files: Record<string, string>): string[] => {
  const program = load(files);
  const target = program.sourceFiles.find((file) => program.pathOf(file) === to);
  const seeing = program.sourceFiles.filter((file) => file !== target && target && program.reaches(file, target));
  return seeing.map((file) => program.pathOf(file) ?? "");
};

describe("a file's declarations are in reach", () => {
  it("of what imports it, itself or through others, in a circle too", () => {
    expect(
      whoSees("a.ts", {
        "a.ts": `import "./c";\nexport const n = 1;`,
        "b.ts": `export * from "./a";`,
        "c.ts": `import { n } from "./b";\nn;`,
        "d.ts": `export const other = 1;`,
      }),
    ).toEqual(["b.ts", "c.ts"]);
  });

  it("of what names it in an import that is no statement", () => {
    expect(
      whoSees("a.ts", {
        "a.ts": `export const n = 1;`,
        "b.ts": `const all = await import("./a");\nexport {};`,
        "c.js": `const { n } = require("./a");`,
        "d.ts": `export type N = import("./a").N;`,
        "e.js": `/** @type {import("./a").N} */\nexport let n;`,
      }),
    ).toEqual(["b.ts", "c.js", "d.ts", "e.js"]);
  });

  it("of every file where it adds to the global scope or to another module", () => {
    const others = { "b.ts": `export {};` };
    expect(whoSees("a.ts", { "a.ts": `declare global { interface A {} }\nexport {};`, ...others })).toEqual(["b.ts"]);
    expect(whoSees("a.ts", { "a.ts": `declare module "./b" { interface A {} }\nexport {};`, ...others })).toEqual([
      "b.ts",
    ]);
    expect(whoSees("a.d.ts", { "a.d.ts": `interface A { n: number }`, ...others })).toEqual(["b.ts"]);
  });
});

describe("a framework's exports are in reach", () => {
  const whoSeesFramework = (files: Record<string, string>): string[] => {
    const program = load(files);
    return program.sourceFiles.flatMap((file) => (program.reachesSurface(file) ? (program.pathOf(file) ?? []) : []));
  };
  const graph = `import { StateGraph } from "@langchain/langgraph";\nexport const graph = new StateGraph({});`;

  it("of what imports them, itself or through others", () => {
    const files = { "a.ts": `export { graph } from "./b";`, "b.ts": graph, "c.ts": `import "react";` };
    expect(whoSeesFramework(files)).toEqual(["a.ts", "b.ts"]);
  });

  it("of every file where one adds them to the global scope", () => {
    const files = { "a.ts": `${graph}\ndeclare global { var shared: typeof graph; }`, "b.ts": `shared;\nexport {};` };
    expect(whoSeesFramework(files)).toEqual(["a.ts", "b.ts"]);
  });
});
