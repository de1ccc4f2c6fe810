import type { ImportGraph } from "./import-graph.ts";
import { FLOW_LIMIT_BYTES } from "./scan/size-limits.ts";
import { byCodeUnit } from "./sort-order.ts";
import type { SourceTree } from "./source-tree.ts";

/**
 * The files to parse first, sorted: the relevant ones, what they import and what imports them. Files over 1.5 MB are
 * never among them.
 */
export function workingSet(tree: SourceTree, graph: ImportGraph): string[] {
  const set = new Set<string>();
  for (const [path, file] of tree.files) {
    if (!file.relevant || !isLoadable(tree, path)) continue;
    for (const near of [path, ...(graph.imports.get(path) ?? []), ...(graph.importers.get(path) ?? [])]) {
      if (isLoadable(tree, near)) set.add(near);
    }
  }
  return [...set].sort(byCodeUnit);
}

/** A working set after a round of growth. */
export interface GrownSet {
  /** All of it, sorted. */
  readonly files: readonly string[];
  /** What this round added, sorted; empty means that a further round would see nothing new. */
  readonly added: readonly string[];
  /** Wanted and loadable, but over the cap, sorted. To be reported: the analysis is less sure without them. */
  readonly refused: readonly string[];
}

/** Adds wanted files while the set has fewer than `cap`. Paths that are not listed or too large are passed over. */
export function growWorkingSet(
  tree: SourceTree,
  files: readonly string[],
  wanted: Iterable<string>,
  cap: number,
): GrownSet {
  const known = new Set(files);
  const fresh = [...new Set(wanted)].filter((path) => !known.has(path) && isLoadable(tree, path)).sort(byCodeUnit);
  const added = fresh.slice(0, Math.max(0, cap - files.length));
  return { files: [...files, ...added].sort(byCodeUnit), added, refused: fresh.slice(added.length) };
}

function isLoadable(tree: SourceTree, path: string): boolean {
  const file = tree.files.get(path);
  return file !== undefined && file.bytes <= FLOW_LIMIT_BYTES;
}
