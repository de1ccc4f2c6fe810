import type { Resolver } from "./resolve/resolve-module.ts";
import { byCodeUnit } from "./sort-order.ts";
import type { SourceTree } from "./source-tree.ts";

/** Which listed file imports which, by specifiers found without parsing: it may hold false edges. Lists are sorted. */
export interface ImportGraph {
  /** The files that a file imports. Has every file of the tree. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** The files that import a file. Has every file of the tree. */
  readonly importers: ReadonlyMap<string, readonly string[]>;
}

/** Resolves every specifier of every file. */
export function importGraph(tree: SourceTree, resolver: Resolver): ImportGraph {
  const imports = new Map<string, readonly string[]>();
  for (const [path, file] of tree.files) {
    const targets = new Set<string>();
    for (const specifier of file.specifiers) {
      const resolution = resolver.resolve(specifier, path);
      if (resolution.kind === "file" && resolution.path !== path) targets.add(resolution.path);
    }
    imports.set(path, [...targets].sort(byCodeUnit));
  }
  return graphOf(imports);
}

/** A file, and all that it imports, itself or through others. */
export function importedFrom(imports: ReadonlyMap<string, Iterable<string>>, file: string): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const at of reached) for (const next of imports.get(at) ?? []) reached.add(next); // grows as it is gone through
  return reached;
}

/** The graph over what each file imports. */
export function graphOf(imports: ReadonlyMap<string, readonly string[]>): ImportGraph {
  const importers = new Map<string, string[]>();
  for (const path of imports.keys()) importers.set(path, []);
  for (const [path, targets] of imports) for (const target of targets) importers.get(target)?.push(path);
  for (const list of importers.values()) list.sort(byCodeUnit);
  return { imports, importers };
}
