import { ts } from "ts-morph";
import { importedFrom } from "../import-graph.ts";
import { STUBS } from "./program-paths.ts";

/** Adds members to what other files declare, or to the global scope: `declare module "x"`, `declare global`. */
const AUGMENTS = /\bdeclare\s+(?:global|module)\b/;

/**
 * Which file of a program can see what another declares: one that imports it, itself or through others. Values and types
 * travel along imports only, so nobody else need be asked for uses of it.
 */
export class Reach {
  readonly #imports = new Map<string, Set<string>>();
  readonly #reached = new Map<string, ReadonlySet<string>>();
  readonly #everywhere = new Map<ts.SourceFile, boolean>();
  readonly #toStub = new Map<ts.SourceFile, boolean>();
  #isStubEverywhere: boolean | undefined;

  /** Notes that a file imports another, both by name; to be told of all before the first question. */
  note(from: string, to: string): void {
    const known = this.#imports.get(from);
    if (known) known.add(to);
    else this.#imports.set(from, new Set([to]));
  }

  /** False only when nothing in `from` can stand for what `to` declares. */
  reaches(from: ts.SourceFile, to: ts.SourceFile): boolean {
    return from === to || this.#from(from.fileName).has(to.fileName) || this.#isEverywhere(to);
  }

  /** False only when nothing in `from` can stand for what a framework exports; `all`: the files of the program. */
  reachesStubs(from: ts.SourceFile, all: readonly ts.SourceFile[]): boolean {
    this.#isStubEverywhere ??= all.some((file) => this.#isEverywhere(file) && this.#leadsToStub(file));
    return this.#isStubEverywhere || this.#leadsToStub(from);
  }

  #leadsToStub(file: ts.SourceFile): boolean {
    const known = this.#toStub.get(file) ?? [...this.#from(file.fileName)].some((name) => name.startsWith(STUBS));
    this.#toStub.set(file, known);
    return known;
  }

  #from(name: string): ReadonlySet<string> {
    const known = this.#reached.get(name);
    if (known) return known;
    const reached = importedFrom(this.#imports, name);
    this.#reached.set(name, reached);
    return reached;
  }

  #isEverywhere(file: ts.SourceFile): boolean {
    const known = this.#everywhere.get(file) ?? (!ts.isExternalModule(file) || AUGMENTS.test(file.text));
    this.#everywhere.set(file, known);
    return known;
  }
}
