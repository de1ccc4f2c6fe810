import type { ScannedFile } from "../source-tree.ts";
import { importSpecifiers } from "./import-specifiers.ts";
import { namesFramework } from "./prefilter.ts";
import { isDeclarationPath } from "./source-names.ts";

/** Turns a specifier into the copy that is kept; see {@link createInterner}. */
export type Intern = (specifier: string) => string;

/**
 * Keeps one copy of each string. A part of a text that is kept as it is holds the whole text in memory: over 10,000
 * files that is all of the repository.
 */
export function createInterner(): Intern {
  const kept = new Map<string, string>();
  return (specifier) => {
    const known = kept.get(specifier);
    if (known !== undefined) return known;
    const copy = Buffer.from(specifier, "utf8").toString("utf8");
    kept.set(copy, copy);
    return copy;
  };
}

/** What the scan keeps of one file. `bytes` is its size on disk. Declarations resolve imports but start no analysis. */
export function inspectSource(path: string, text: string, bytes: number, intern: Intern): ScannedFile {
  return {
    path,
    specifiers: importSpecifiers(text).map(intern),
    relevant: !isDeclarationPath(path) && namesFramework(text),
    bytes,
  };
}
