import { graphOf, type ImportGraph } from "../source/import-graph.ts";

/** An import graph as two arrays of numbers: as texts, its paths would take longer to hand over than to find. */
export interface PackedGraph {
  /** For each file, in the order of the tree, where its imports end in `targets`. */
  readonly ends: Uint32Array;
  /** Imported files, by their place in the tree. */
  readonly targets: Uint32Array;
}

/** Packs the graph over the files of a tree, in their order. */
export const packGraph = (paths: Iterable<string>, { imports }: ImportGraph): PackedGraph => {
  const all = [...paths];
  const placeOf = new Map(all.map((path, place) => [path, place]));
  const ends: number[] = [];
  const targets: number[] = [];
  for (const path of all) {
    for (const target of imports.get(path) ?? []) targets.push(placeOf.get(target) ?? all.length);
    ends.push(targets.length);
  }
  return { ends: Uint32Array.from(ends), targets: Uint32Array.from(targets) };
};

/** The graph that {@link packGraph} packed. */
export const unpackGraph = (paths: Iterable<string>, { ends, targets }: PackedGraph): ImportGraph => {
  const all = [...paths];
  const importsOf = (place: number): readonly string[] =>
    Array.from(targets.subarray(ends[place - 1] ?? 0, ends[place]), (target) => all[target] ?? "");
  return graphOf(new Map(all.map((path, place) => [path, importsOf(place)])));
};
