import { ts } from "ts-morph";
import type { NodeIndex } from "./node-index.ts";
import { Renames } from "./renames.ts";
import type { SurfaceNames } from "./surface-names.ts";
import { walk } from "./syntax.ts";

/** The identifiers of one text in one file. */
export interface Group {
  readonly file: ts.SourceFile;
  readonly ids: ts.Identifier[];
}

/** Every identifier and private name of the loaded files by its text, with what imports and exports rename. */
export class IdentifierIndex {
  readonly #groups = new Map<string, Group[]>();
  readonly #flat = new Map<string, readonly ts.Identifier[]>();
  readonly #inFiles = new Map<string, ReadonlyMap<ts.SourceFile, readonly ts.Identifier[]>>();
  readonly #renames = new Renames();
  readonly #quoted = new Set<string>();
  readonly #onlyCalled = new Map<string, boolean>();
  readonly #names: SurfaceNames;
  readonly #nodes: NodeIndex;

  /** Tells `names` of every identifier and `nodes` of every node on the way, so that the files are walked once. */
  constructor(files: readonly ts.SourceFile[], names: SurfaceNames, nodes: NodeIndex) {
    this.#names = names;
    this.#nodes = nodes;
    for (const file of files) this.#index(file);
  }

  /** Every identifier with this text, in file order. */
  named(text: string): readonly ts.Identifier[] {
    const known = this.#flat.get(text);
    if (known) return known;
    const groups = this.groupsOf(text);
    const flat = groups.length === 1 ? (groups[0]?.ids ?? []) : groups.flatMap((g) => g.ids);
    this.#flat.set(text, flat);
    return flat;
  }

  /** The same by file. */
  groupsOf(text: string): readonly Group[] {
    return this.#groups.get(text) ?? [];
  }

  /** Those of {@link named} that are in one file. */
  namedIn(text: string, file: ts.SourceFile): readonly ts.Identifier[] {
    return this.#byFile(text).get(file) ?? [];
  }

  /** The groups of a text as a map, made when it is first asked for: a name such as `id` is in hundreds of files. */
  #byFile(text: string): ReadonlyMap<ts.SourceFile, readonly ts.Identifier[]> {
    const known = this.#inFiles.get(text);
    if (known) return known;
    const made = new Map(this.groupsOf(text).map(({ file, ids }) => [file, ids]));
    this.#inFiles.set(text, made);
    return made;
  }

  /**
   * True for a text that stands only behind a dot and before a call (`list.push(x)`) in the loaded files, and in no quotes:
   * nothing there is declared or assigned under it, so such a call runs nothing of the project's.
   */
  isOnlyCalled(text: string): boolean {
    const known = this.#onlyCalled.get(text) ?? (!this.#quoted.has(text) && this.named(text).every(isCalledMember));
    this.#onlyCalled.set(text, known);
    return known;
  }

  /** These names with the other local names under which they are imported: see {@link Renames}. */
  withAliases(texts: ReadonlySet<string>): ReadonlySet<string> {
    return this.#renames.withAliases(texts);
  }

  #index(file: ts.SourceFile): void {
    walk(file, (node) => {
      this.#nodes.see(node);
      if (node.kind === ts.SyntaxKind.Identifier || node.kind === ts.SyntaxKind.PrivateIdentifier) {
        const id = node as ts.Identifier; // private names are looked up by text in the same way
        this.#add(id, file);
        this.#names.see(id);
        this.#renames.see(id);
      } else if (ts.isStringLiteralLike(node)) this.#quoted.add(node.text);
      return true;
    });
  }

  #add(id: ts.Identifier, file: ts.SourceFile): void {
    const groups = this.#groups.get(id.text);
    const last = groups?.at(-1);
    if (last?.file === file) last.ids.push(id);
    else if (groups) groups.push({ file, ids: [id] });
    else this.#groups.set(id.text, [{ file, ids: [id] }]);
  }
}

const isCalledMember = (id: ts.Identifier): boolean => {
  const access = id.parent;
  return (
    ts.isPropertyAccessExpression(access) &&
    access.name === id &&
    ts.isCallExpression(access.parent) &&
    access.parent.expression === access
  );
};
