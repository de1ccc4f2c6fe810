import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import type { ImportGraph } from "../source/import-graph.ts";
import { enclosingFunction } from "../source/syntax.ts";
import type { Site } from "./site.ts";

/**
 * Files outside the loaded set that may call what runs a model: they import the file of a site, by way of barrels too,
 * and their text names the function or class around it.
 */
export const wantedCallers = (analysis: Analysis, graph: ImportGraph, sites: readonly Site[]): readonly string[] => {
  const loaded = new Set(analysis.loaded.sourceFiles.map((f) => analysis.loaded.pathOf(f)));
  const names = new Map<string, Set<string>>();
  for (const site of sites) {
    const { file } = analysis.placeOf(site.node);
    for (const name of ownersOf(site.node)) names.set(file, (names.get(file) ?? new Set()).add(name));
  }
  const wanted = new Set<string>();
  for (const [file, owners] of names) {
    const pattern = new RegExp(`\\b(${[...owners].map((n) => n.replace(/[^\w]/g, "\\$&")).join("|")})\\b`);
    for (const importer of importersOf(graph, file))
      if (!loaded.has(importer) && pattern.test(analysis.tree.readText(importer) ?? "")) wanted.add(importer);
  }
  return [...wanted];
};

/** Names of the functions and classes around a node. */
const ownersOf = (node: ts.Node): readonly string[] => {
  const found: string[] = [];
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    if (fn.name && ts.isIdentifier(fn.name)) found.push(fn.name.text);
    if (ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name)) found.push(fn.parent.name.text);
    if (ts.isClassLike(fn.parent) && fn.parent.name) found.push(fn.parent.name.text);
  }
  return found;
};

/** Importers, and importers of those that may only pass the file on. */
const importersOf = (graph: ImportGraph, file: string): readonly string[] => {
  const direct = graph.importers.get(file) ?? [];
  const barrels = direct.filter((f) => /(^|\/)index\.\w+$/.test(f)).flatMap((f) => graph.importers.get(f) ?? []);
  return [...new Set([...direct, ...barrels])];
};
