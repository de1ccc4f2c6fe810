import { ts } from "ts-morph";
import { type Group, IdentifierIndex } from "./identifier-index.ts";
import { type IndexedNode, NodeIndex } from "./node-index.ts";
import type { LoadedProgram } from "./program/load-program.ts";
import { SurfaceNames } from "./surface-names.ts";

/**
 * Finds the uses of a symbol. Identifiers are indexed by text in one cheap walk; the checker is asked only about those
 * whose text matches, each once, since asking it about every identifier costs seconds and hundreds of megabytes.
 */
export class References {
  readonly #index: IdentifierIndex;
  readonly #nodes = new NodeIndex();
  readonly #symbols = new Map<ts.Node, ts.Symbol | undefined>();
  readonly #uses = new Map<ts.Symbol, readonly ts.Identifier[]>();
  readonly #usesWhere = new Map<UseTest, Map<ts.Symbol, readonly ts.Identifier[]>>();
  readonly #groups = new Map<UseTest, Map<string, readonly Group[]>>();
  readonly #usesInGroup = new Map<Group, ReadonlyMap<ts.Symbol, readonly ts.Identifier[]>>();
  readonly #loaded: LoadedProgram;
  readonly #checker: ts.TypeChecker;
  /** Texts that framework exports may go by. */
  readonly surfaceNames = new SurfaceNames();

  constructor(loaded: LoadedProgram) {
    this.#loaded = loaded;
    this.#checker = loaded.checker;
    this.#index = new IdentifierIndex(loaded.sourceFiles, this.surfaceNames, this.#nodes);
  }

  /** The nodes of the loaded files that most questions begin at; see {@link NodeIndex}. */
  get nodes(): readonly IndexedNode[] {
    return this.#nodes.all;
  }

  /** Imports, calls, property reads, named properties and literals of the loaded files; see {@link NodeIndex.hints}. */
  get hints(): readonly ts.Node[] {
    return this.#nodes.hints;
  }

  /** Every identifier (and private name) with this text, in file order. */
  named(text: string): readonly ts.Identifier[] {
    return this.#index.named(text);
  }

  /** Those of {@link named} that are in one file. */
  namedIn(text: string, file: ts.SourceFile): readonly ts.Identifier[] {
    return this.#index.namedIn(text, file);
  }

  /** False only when nothing in a file can stand for what another one declares. */
  reaches(from: ts.SourceFile, to: ts.SourceFile): boolean {
    return this.#loaded.reaches(from, to);
  }

  /** False only when a name cannot stand for what a framework exports: by its text, or as its file imports none. */
  mayBeSurface(name: ts.Identifier): boolean {
    return this.surfaceNames.has(name.text) && this.#loaded.reachesSurface(name.getSourceFile());
  }

  /** False only when a name cannot stand for a vendor's model call, for the same reasons. */
  mayBeModelCall(name: ts.Identifier): boolean {
    return this.surfaceNames.isModelCall(name.text) && this.#loaded.reachesSurface(name.getSourceFile());
  }

  /** True where no loaded file declares or assigns anything under this text: see {@link IdentifierIndex.isOnlyCalled}. */
  isOnlyCalled(text: string): boolean {
    return this.#index.isOnlyCalled(text);
  }

  /** The symbol an identifier stands for, imports and re-exports followed; undefined when there is none. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    const known = this.#symbols.get(node);
    if (known) return known;
    const symbol = this.#resolve(node);
    if (symbol) this.#symbols.set(node, symbol);
    return symbol;
  }

  #resolve(node: ts.Node): ts.Symbol | undefined {
    const parent = node.parent;
    const shorthand = parent && ts.isShorthandPropertyAssignment(parent) && parent.name === node;
    const symbol = shorthand
      ? this.#checker.getShorthandAssignmentValueSymbol(parent)
      : this.#checker.getSymbolAtLocation(node);
    return symbol && this.follow(symbol);
  }

  /** The symbol behind an alias. */
  follow(symbol: ts.Symbol): ts.Symbol {
    if (symbol.flags & ts.SymbolFlags.Transient) return this.#original(symbol);
    if (!(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
    const target = this.#checker.getAliasedSymbol(symbol);
    if (!target.declarations?.length) return symbol;
    // a member of what `module.exports = { a: b }` gives comes as a copy, too
    return target.flags & ts.SymbolFlags.Transient ? this.#original(target) : target;
  }

  /** Members of an instance (`new C().go`) come as instantiated copies; the declaration knows the symbol they were copied from. */
  #original(symbol: ts.Symbol): ts.Symbol {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (declaration && ts.isBinaryExpression(declaration)) return (declaration as Declaring).symbol ?? symbol; // `this.a = …`
    const name = declaration && (declaration as ts.NamedDeclaration).name; // members are named declarations
    const own =
      name && !ts.isObjectBindingPattern(name) && !ts.isArrayBindingPattern(name)
        ? this.#checker.getSymbolAtLocation(name)
        : undefined;
    return own && !(own.flags & ts.SymbolFlags.Transient) ? own : symbol;
  }

  /** Declarations of a symbol; of what it was taken from where it is a name in `const { X } = await import(…)`. */
  declarationsOf(symbol: ts.Symbol): readonly ts.Declaration[] {
    const [first] = symbol.declarations ?? [];
    if (!first || !ts.isBindingElement(first)) return symbol.declarations ?? [];
    return this.#checker.getTypeOfSymbol(symbol).symbol?.declarations ?? [];
  }

  /** Uses of a symbol as a value: declarations, imports, exports and types left out. */
  usesOf(symbol: ts.Symbol): readonly ts.Identifier[] {
    const known = this.#uses.get(symbol);
    if (known) return known;
    const found = this.#findUses(symbol, isValueUse);
    this.#uses.set(symbol, found);
    return found;
  }

  /**
   * Those of {@link usesOf} that look a certain way. The look is tested before the checker is asked, which costs a
   * thousand times more where many things go by one name. `looks` is remembered by: give the same function each time.
   */
  usesWhere(symbol: ts.Symbol, looks: UseTest): readonly ts.Identifier[] {
    const bySymbol = this.#usesWhere.get(looks) ?? new Map<ts.Symbol, readonly ts.Identifier[]>();
    this.#usesWhere.set(looks, bySymbol);
    const known = bySymbol.get(symbol);
    if (known) return known;
    const found = this.#uses.get(symbol)?.filter(looks) ?? this.#findUses(symbol, looks);
    bySymbol.set(symbol, found);
    return found;
  }

  #findUses(symbol: ts.Symbol, looks: UseTest): readonly ts.Identifier[] {
    const name = symbol.name === "default" || symbol.name === "export=" ? undefined : symbol.name;
    const texts = new Set(name ? [name] : []);
    for (const declaration of symbol.declarations ?? []) {
      const own = (declaration as ts.NamedDeclaration).name; // every declaration of a value may carry a name
      if (own && ts.isIdentifier(own)) texts.add(own.text);
    }
    const home = homeOf(symbol);
    return home
      ? [...texts].flatMap((text) =>
          this.#index.namedIn(text, home).filter((id) => looks(id) && isValueUse(id) && this.symbolOf(id) === symbol),
        )
      : [...this.#index.withAliases(texts)].flatMap((text) =>
          this.#candidates(text, looks).flatMap((group) =>
            this.#canUse(group.file, symbol) ? (this.#usesIn(group).get(symbol) ?? []) : [],
          ),
        );
  }

  /** False only when nothing in a file can stand for a symbol: it imports nothing that leads to a declaration of it. */
  #canUse(file: ts.SourceFile, symbol: ts.Symbol): boolean {
    return symbol.declarations?.some((declaration) => this.reaches(file, declaration.getSourceFile())) ?? true;
  }

  /** The value uses of a text that look a certain way, by file. */
  #candidates(text: string, looks: UseTest): readonly Group[] {
    const byText = this.#groups.get(looks) ?? new Map<string, readonly Group[]>();
    this.#groups.set(looks, byText);
    const known = byText.get(text);
    if (known) return known;
    const groups = this.#index
      .groupsOf(text)
      .map(({ file, ids }) => ({ file, ids: ids.filter((id) => looks(id) && isValueUse(id)) }))
      .filter(({ ids }) => ids.length > 0);
    byText.set(text, groups);
    return groups;
  }

  /** What the identifiers of a group stand for: many symbols may share a text such as `name`, and each is asked for. */
  #usesIn(group: Group): ReadonlyMap<ts.Symbol, readonly ts.Identifier[]> {
    const known = this.#usesInGroup.get(group);
    if (known) return known;
    const uses = new Map<ts.Symbol, ts.Identifier[]>();
    for (const id of group.ids) {
      const symbol = this.symbolOf(id);
      const list = symbol && uses.get(symbol);
      if (list) list.push(id);
      else if (symbol) uses.set(symbol, [id]);
    }
    this.#usesInGroup.set(group, uses);
    return uses;
  }
}

/** What a use must look like, by its syntax alone. */
export type UseTest = (id: ts.Identifier) => boolean;

/** The only file that can use a symbol: parameters and variables of functions are local to theirs. */
const homeOf = (symbol: ts.Symbol): ts.SourceFile | undefined => {
  const [declaration] = symbol.declarations ?? [];
  if (
    !declaration ||
    !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration))
  )
    return undefined;
  const local = ts.findAncestor(declaration.parent, (n) => ts.isFunctionLike(n) || ts.isSourceFile(n));
  return local && !ts.isSourceFile(local) ? declaration.getSourceFile() : undefined;
};

/** What the compiler's binder notes on an assignment that declares a field, which no part of its public types says. */
type Declaring = ts.BinaryExpression & { readonly symbol?: ts.Symbol };

/** False for declarations, imports, exports and names inside types. */
const isValueUse = (id: ts.Identifier): boolean => {
  const parent = id.parent;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isExportSpecifier(parent)) return false;
  const named = parent as ts.NamedDeclaration; // compared by identity only
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isGetAccessor(parent) ||
    ts.isSetAccessor(parent) ||
    ts.isEnumMember(parent) ||
    ts.isEnumDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isBindingElement(parent);
  if (declares && named.name === id) return false;
  if (ts.isBindingElement(parent) && parent.propertyName === id) return false;
  return !isInType(id);
};

const isInType = (id: ts.Node): boolean => {
  for (let node = id.parent; node; node = node.parent) {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
    if (ts.isExpressionStatement(node) || ts.isBlock(node) || ts.isSourceFile(node) || ts.isCallExpression(node))
      return false;
  }
  return false;
};
