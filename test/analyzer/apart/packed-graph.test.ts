import fc from "fast-check";
import { expect, it } from "vitest";
import { packGraph, unpackGraph } from "../../../analyzer/apart/packed-graph.ts";
import { graphOf } from "../../../analyzer/source/import-graph.ts";

const paths = ["a.ts", "b.ts", "c/d.ts", "c/index.ts", "é.ts"];

it("gives back the graph that was packed, in the same order", () => {
  fc.assert(
    fc.property(fc.array(fc.subarray(paths), { minLength: paths.length, maxLength: paths.length }), (imports) => {
      const graph = graphOf(new Map(paths.map((path, at) => [path, imports[at] ?? []])));
      const unpacked = unpackGraph(paths, packGraph(paths, graph));
      expect([...unpacked.imports]).toEqual([...graph.imports]);
      expect([...unpacked.importers]).toEqual([...graph.importers]);
    }),
  );
});

it("packs a folder without files", () => {
  expect(unpackGraph([], packGraph([], graphOf(new Map()))).imports.size).toBe(0);
});
