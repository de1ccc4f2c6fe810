import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importGraph } from "../../../analyzer/source/import-graph.ts";
import { createResolver } from "../../../analyzer/source/resolve/resolve-module.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";

const graphOf = (files: Readonly<Record<string, string>>) => {
  const tree = scanMemory(new Map(Object.entries(files)));
  return importGraph(tree, createResolver(tree));
};

describe("importGraph", () => {
  it("has both directions, sorted, each edge once, with every file", () => {
    const graph = graphOf({
      "b.ts": `import "./c"; import "./a"; export * from "./a.js"; import "express";`,
      "a.ts": `import "./a"; import "./gone";`,
      "c.ts": "",
      "z.ts": `import "./a"`,
    });
    expect([...graph.imports]).toEqual([
      ["a.ts", []],
      ["b.ts", ["a.ts", "c.ts"]],
      ["c.ts", []],
      ["z.ts", ["a.ts"]],
    ]);
    expect([...graph.importers]).toEqual([
      ["a.ts", ["b.ts", "z.ts"]],
      ["b.ts", []],
      ["c.ts", ["b.ts"]],
      ["z.ts", []],
    ]);
  });

  it("is one relation read both ways, cycles included", () => {
    const edges = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 30 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const files = Array.from({ length: 9 }, (_, index) => {
          const targets = pairs.filter(([from]) => from === index).map(([, to]) => `import "./f${to}";`);
          return [`f${index}.ts`, targets.join("\n")] as const;
        });
        const { imports, importers } = graphOf(Object.fromEntries(files));
        const forward = [...imports].flatMap(([from, targets]) => targets.map((to) => `${from} ${to}`));
        const backward = [...importers].flatMap(([to, sources]) => sources.map((from) => `${from} ${to}`));
        const wanted = pairs.filter(([from, to]) => from !== to).map(([from, to]) => `f${from}.ts f${to}.ts`);
        expect(forward.sort()).toEqual([...new Set(wanted)].sort());
        expect(backward.sort()).toEqual(forward);
      }),
    );
  });
});
