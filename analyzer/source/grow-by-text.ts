import { Barrels, MAX_BARRELS } from "./barrels.ts";
import type { ImportGraph } from "./import-graph.ts";
import type { Resolver } from "./resolve/resolve-module.ts";
import { surelyNamesFramework } from "./scan/prefilter.ts";
import type { SourceTree } from "./source-tree.ts";
import { growWorkingSet } from "./working-set.ts";

const MAX_ROUNDS = 4;
/** Up to this size, every import of a set is followed one level further; above, only what relevant files name is. */
const SMALL_SET = 250;
/** By how many files a set may grow. */
const MAX_GROWTH = 250;

/**
 * Grows a working set without parsing: down through barrels to what relevant files name of them, up through barrels to
 * the files that may run what relevant ones make, to enums that types are indexed by, and one level further down in small
 * sets.
 */
export const growByText = (
  tree: SourceTree,
  resolver: Resolver,
  graph: ImportGraph,
  start: readonly string[],
): readonly string[] => {
  const growth = new Growth(tree, graph, new Barrels(tree, resolver));
  let files = start;
  let fresh: readonly string[] = start;
  for (let round = 0; round < MAX_ROUNDS && fresh.length; round++) {
    const down = round === 0 ? growth.belowStart(start) : fresh.flatMap((path) => growth.enumsOf(path));
    const up = fresh.flatMap((path) => growth.above(path));
    const grown = growWorkingSet(tree, files, [...down, ...up], start.length + MAX_GROWTH);
    files = grown.files;
    fresh = grown.added;
  }
  return files;
};

/** Where a set may grow to, from one of its files. */
class Growth {
  readonly #tree: SourceTree;
  readonly #graph: ImportGraph;
  readonly #barrels: Barrels;
  readonly #makes = new Map<string, boolean>();

  constructor(tree: SourceTree, graph: ImportGraph, barrels: Barrels) {
    this.#tree = tree;
    this.#graph = graph;
    this.#barrels = barrels;
  }

  /** Down from a first set: what its files name of its barrels, and in a small one whatever they import. */
  belowStart(start: readonly string[]): readonly string[] {
    const known = new Set(start);
    if (start.length <= SMALL_SET) return start.flatMap((path) => this.#below(path).flat());
    return start
      .filter((path) => this.#isNearRelevant(path))
      .flatMap((path) =>
        this.#below(path).flatMap(([target, ...behind]) => {
          if (!known.has(target)) return this.#withEnum([target, ...behind]);
          return this.#isRelevant(path) || behind.some((p) => this.#isRelevant(p)) ? behind : [];
        }),
      );
  }

  /** Imports of a file that declare an enum: a type that is indexed by one is lost without it, and its models with it. */
  enumsOf(path: string): readonly string[] {
    return this.#below(path).flatMap((chain) => this.#withEnum(chain));
  }

  /** Files that may run a model made behind this barrel, with what leads there: through barrels of barrels too. */
  above(path: string, seen = new Set([path]), depth = 0): readonly string[] {
    if (!this.#barrels.isBarrel(path) || depth === MAX_BARRELS) return [];
    return this.#importersOf(path).flatMap((importer) => {
      if (seen.has(importer)) return [];
      if (this.#barrels.isBarrel(importer, path)) return this.above(importer, seen.add(importer), depth + 1);
      if (!this.#tree.files.get(importer)?.marks.mayRun) return [];
      const behind = this.#barrels.behind(path, importer);
      return behind.some((passed) => this.#mayMake(passed)) ? [importer, path, ...behind] : [];
    });
  }

  /** Each import of a file, with what the file names behind it. A barrel's own re-exports are its importers' affair. */
  #below(path: string): readonly (readonly [target: string, ...behind: string[]])[] {
    const imports = this.#graph.imports.get(path) ?? [];
    return imports
      .filter((target) => !this.#barrels.isBarrel(path, target))
      .map((target) => [target, ...this.#barrels.behind(target, path)] as const);
  }

  #withEnum(chain: readonly string[]): readonly string[] {
    return chain.some((path) => this.#tree.files.get(path)?.marks.hasEnum) ? chain : [];
  }

  /** True where a framework is named without doubt: half of the relevant files of an app may only have a word in quotes. */
  #mayMake(path: string): boolean {
    const known = this.#makes.get(path) ?? (this.#isRelevant(path) && this.#namesSurely(path));
    this.#makes.set(path, known);
    return known;
  }

  #namesSurely(path: string): boolean {
    return surelyNamesFramework(this.#tree.readText(path) ?? "", this.#tree.files.get(path)?.specifiers ?? []);
  }

  #isNearRelevant(path: string): boolean {
    return [path, ...this.#importersOf(path)].some((p) => this.#isRelevant(p));
  }

  #isRelevant(path: string): boolean {
    return this.#tree.files.get(path)?.relevant === true;
  }

  #importersOf(path: string): readonly string[] {
    return this.#graph.importers.get(path) ?? [];
  }
}
