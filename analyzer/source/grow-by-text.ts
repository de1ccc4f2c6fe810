import type { ImportGraph } from "./import-graph.ts";
import type { Resolver } from "./resolve/resolve-module.ts";
import type { SourceTree } from "./source-tree.ts";
import { growWorkingSet } from "./working-set.ts";

const MAX_ROUNDS = 4;
/** Below this, every import of the set is followed one level further; above, only re-exports are. */
const SMALL_SET = 250;
/** By how many files a set may grow. */
const MAX_GROWTH = 250;
const RE_EXPORT =
  /export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*["']([^"']+)["']|exports\s*=\s*require\(\s*["']([^"']+)["']/g;
const ENUM = /export\s+(?:declare\s+)?(?:const\s+)?enum\s/;
/** Code that may run a model that it got from elsewhere. */
const MAY_RUN = /\.\s*(invoke|streamEvents|bindTools|withStructuredOutput|addNode)\s*\(/;

/**
 * Grows a working set without parsing: down through re-exports to what they stand for, up through barrels to the files
 * that get a model from them, to enums that types are indexed by, and one level further down in small sets.
 */
export const growByText = (
  tree: SourceTree,
  resolver: Resolver,
  graph: ImportGraph,
  start: readonly string[],
): readonly string[] => {
  const enums = new Map<string, readonly string[]>();
  let files = start;
  let fresh: readonly string[] = start;
  for (let round = 0; round < MAX_ROUNDS && fresh.length; round++) {
    const wanted = new Set<string>();
    const known = new Set(files);
    for (const path of fresh) {
      const targets = reExports(tree, resolver, path);
      for (const target of targets) wanted.add(target);
      if (targets.some((t) => known.has(t) || tree.files.get(t)?.relevant))
        for (const importer of graph.importers.get(path) ?? [])
          if (!known.has(importer) && MAY_RUN.test(tree.readText(importer) ?? "")) wanted.add(importer);
      for (const target of graph.imports.get(path) ?? [])
        if (round === 0 && files.length <= SMALL_SET) wanted.add(target);
        else if (!known.has(target)) for (const file of enumsBehind(tree, resolver, target, enums)) wanted.add(file);
    }
    const grown = growWorkingSet(tree, files, wanted, start.length + MAX_GROWTH);
    files = grown.files;
    fresh = grown.added;
  }
  return files;
};

/**
 * The files that declare enums behind an import, the barrels on the way included: a type that is indexed by an enum is
 * lost without it, and with it every model of that type.
 */
const enumsBehind = (
  tree: SourceTree,
  resolver: Resolver,
  path: string,
  memo: Map<string, readonly string[]>,
): readonly string[] => {
  const known = memo.get(path);
  if (known) return known;
  memo.set(path, []); // barrels in a circle add nothing
  const behind = reExports(tree, resolver, path).flatMap((target) => enumsBehind(tree, resolver, target, memo));
  const found = behind.length || ENUM.test(tree.readText(path) ?? "") ? [path, ...behind] : [];
  memo.set(path, found);
  return found;
};

const reExports = (tree: SourceTree, resolver: Resolver, path: string): readonly string[] => {
  const text = tree.readText(path);
  if (!text || !/export\s|exports/.test(text)) return [];
  const found: string[] = [];
  for (const match of text.matchAll(RE_EXPORT)) {
    const hit = resolver.resolve(match[1] ?? match[2] ?? "", path);
    if (hit.kind === "file") found.push(hit.path);
  }
  return found;
};
