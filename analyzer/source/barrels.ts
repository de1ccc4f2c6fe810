import { exportsByText, type TextExports } from "./exports-by-text.ts";
import type { Resolver } from "./resolve/resolve-module.ts";
import type { SourceTree } from "./source-tree.ts";

const WORD = /[\w$]+/g;
const CLAUSE = /\bimport\b([^"'`;]*)\bfrom\b/g;
/** Ways to import that do not say at once which names they want. */
const WHOLE = /\bimport\s*(?:type\s*)?\*|\bimport\s*\(|\brequire\s*\(/;
const NOTHING: TextExports = { names: new Set(), isOpen: false, from: [] };

/** How many barrels may stand behind each other: re-export chains of generated code are cut off here. */
export const MAX_BARRELS = 12;

/** A re-export with the listed file that it passes on. */
interface Passed {
  readonly path: string;
  readonly names: ReadonlyMap<string, string> | "all";
}

/** What barrels stand for, told from texts: a barrel of a thousand files stands, for one importer, for the few it names. */
export class Barrels {
  readonly #tree: SourceTree;
  readonly #resolver: Resolver;
  readonly #exports = new Map<string, TextExports>();
  readonly #passed = new Map<string, readonly Passed[]>();
  readonly #words = new Map<string, ReadonlySet<string>>();

  constructor(tree: SourceTree, resolver: Resolver) {
    this.#tree = tree;
    this.#resolver = resolver;
  }

  /** The files that `path` re-exports from, itself or through others, and that `importer` names something of. */
  behind(path: string, importer: string): readonly string[] {
    const found = new Set<string>();
    this.#collect(path, this.#wordsOf(importer), found, new Set());
    return [...found];
  }

  /** True when a file re-exports something of a listed file: of that one, if it is given. */
  isBarrel(path: string, of?: string): boolean {
    const passed = this.#passedBy(path);
    return of === undefined ? passed.length > 0 : passed.some((p) => p.path === of);
  }

  #collect(path: string, words: ReadonlySet<string>, found: Set<string>, seen: Set<string>, depth = 0): boolean {
    if (seen.has(path) || depth === MAX_BARRELS) return false;
    seen.add(path);
    let hasAny = false;
    for (const passed of this.#passedBy(path)) {
      const asked = askedOf(passed, words);
      if (!asked) continue;
      const isBehind = this.#collect(passed.path, asked, found, seen, depth + 1);
      if (!isBehind && passed.names === "all" && !this.#offers(passed.path, asked)) continue;
      found.add(passed.path);
      hasAny = true;
    }
    return hasAny;
  }

  #offers(path: string, words: ReadonlySet<string>): boolean {
    const { names, isOpen } = this.#exportsOf(path);
    return isOpen || [...names].some((name) => words.has(name));
  }

  #passedBy(path: string): readonly Passed[] {
    const known = this.#passed.get(path);
    if (known) return known;
    const from = this.#tree.files.get(path)?.marks.passesOn ? this.#exportsOf(path).from : [];
    const passed = from.flatMap(({ specifier, names }) => {
      const hit = this.#resolver.resolve(specifier, path);
      return hit.kind === "file" ? [{ path: hit.path, names }] : [];
    });
    this.#passed.set(path, passed);
    return passed;
  }

  #exportsOf(path: string): TextExports {
    let known = this.#exports.get(path);
    if (known) return known;
    const text = this.#tree.readText(path) ?? "";
    known = /\bexport/.test(text) ? exportsByText(text) : NOTHING;
    this.#exports.set(path, known);
    return known;
  }

  #wordsOf(path: string): ReadonlySet<string> {
    let known = this.#words.get(path);
    if (known) return known;
    known = new Set(namedImports(this.#tree.readText(path) ?? "").match(WORD));
    this.#words.set(path, known);
    return known;
  }
}

/** The part of a text that holds every name it imports. */
const namedImports = (text: string): string =>
  WHOLE.test(text) ? text : [...text.matchAll(CLAUSE)].map(([, clause]) => clause).join(" ");

/** The words to look for behind a re-export; undefined where it passes on nothing that is asked for. */
const askedOf = ({ names }: Passed, words: ReadonlySet<string>): ReadonlySet<string> | undefined => {
  if (names === "all") return words;
  const asked = [...names].filter(([name]) => words.has(name));
  if (!asked.length) return undefined;
  return asked.every(([, local]) => words.has(local)) ? words : new Set([...words, ...asked.map(([, local]) => local)]);
};
