import type { ts } from "ts-morph";
import type { SourceTree } from "../source-tree.ts";
import { FRAMEWORK_STUBS } from "../surface/framework-stubs.ts";
import { MINI_LIB } from "../surface/mini-lib.ts";
import { stubModule } from "../surface/stub-module.ts";
import { surfaceGroup } from "../surface/surface.ts";
import { parse } from "./parse-file.ts";
import { LIBRARIES, ROOT, STUBS } from "./program-paths.ts";

/** The miniature standard library: the program's default one. */
export const LIB = `${LIBRARIES}lib.d.ts`;
/** The types that all stubs share. */
export const FRAMEWORK = `${LIBRARIES}framework.d.ts`;

/** Parsed once for all programs: they never change. */
const LIBRARY = parse(LIB, MINI_LIB);
const SURFACE_LIBRARY = parse(FRAMEWORK, FRAMEWORK_STUBS);

/** Makes the stub files of one program as they are asked for, and keeps them by file name. */
export class StubFiles {
  readonly #files = new Map<string, ts.SourceFile>([
    [LIB, LIBRARY],
    [FRAMEWORK, SURFACE_LIBRARY],
  ]);
  readonly #specifiers = new Map<string, string>();
  readonly #importers: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(tree: SourceTree, files: ReadonlyMap<string, ts.SourceFile>) {
    this.#importers = textsByImport(tree, files);
  }

  /** A stub or library by its file name. */
  file(name: string): ts.SourceFile | undefined {
    return this.#files.get(name);
  }

  /** File name of the stub for an external module; undefined when the surface tables do not know it. */
  nameFor(specifier: string): string | undefined {
    const name = `${STUBS}${specifier.replace(/[^\w@./-]/g, "_")}.d.ts`;
    if (this.#files.has(name)) return name;
    const text = stubModule(specifier, candidateNames(this.#importers.get(specifier) ?? []));
    if (text === undefined) return undefined;
    this.#files.set(name, parse(name, text));
    this.#specifiers.set(name, specifier);
    return name;
  }

  /** Specifier of the module that a stub stands for; undefined for any other file. */
  specifierOf(name: string): string | undefined {
    return this.#specifiers.get(name);
  }
}

/** Texts of the loaded files that import each module of the surface. */
const textsByImport = (
  tree: SourceTree,
  files: ReadonlyMap<string, ts.SourceFile>,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const importers = new Map<string, Set<string>>();
  for (const [name, file] of files)
    for (const specifier of tree.files.get(name.slice(ROOT.length))?.specifiers ?? [])
      if (surfaceGroup(specifier)) {
        const set = importers.get(specifier) ?? new Set();
        set.add(file.text);
        importers.set(specifier, set);
      }
  return importers;
};

/** Capitalised words of the files that import `specifier`: candidates for exports that the table knows only by rule. */
const candidateNames = (texts: Iterable<string>): Set<string> => {
  const names = new Set<string>();
  for (const text of texts) for (const match of text.matchAll(/\b[A-Z]\w+/g)) names.add(match[0]);
  return names;
};
