import { growByText } from "./grow-by-text.ts";
import { type ImportGraph, importGraph } from "./import-graph.ts";
import { createResolver, type Resolver } from "./resolve/resolve-module.ts";
import type { SourceTree } from "./source-tree.ts";
import { isFrameworkPackage } from "./surface/surface.ts";
import { workingSet } from "./working-set.ts";

/** What is known of a folder before anything is parsed. */
export interface Outline {
  readonly tree: SourceTree;
  readonly resolver: Resolver;
  readonly graph: ImportGraph;
  /** The files to parse first, sorted. */
  readonly files: readonly string[];
}

/**
 * Resolves all imports of a scanned folder and chooses the files to parse first. Does without the compiler. `onSure` is told
 * of those that it begins with, before it looks for more.
 */
export const outlineOf = (tree: SourceTree, onSure?: (files: readonly string[]) => void): Outline => {
  const resolver = resolverOf(tree);
  const graph = importGraph(tree, resolver);
  const start = workingSet(tree, graph);
  onSure?.(start);
  return { tree, resolver, graph, files: growByText(tree, resolver, graph, start) };
};

/** Resolves imports as an audit does: packages of the frameworks stay external. */
export const resolverOf = (tree: SourceTree): Resolver => createResolver(tree, { isFramework: isFrameworkPackage });
