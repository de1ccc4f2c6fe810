import { ts } from "ts-morph";
import type { LoadedProgram } from "./program/load-program.ts";
import { SurfaceNames } from "./surface-names.ts";
import { walk } from "./syntax.ts";

/**
 * Finds the uses of a symbol. Identifiers are indexed by text in one cheap walk; the checker is asked only about those
 * whose text matches, since asking it about every identifier costs seconds and hundreds of megabytes.
 */
export class References {
  readonly #byText = new Map<string, ts.Identifier[]>();
  readonly #uses = new Map<ts.Symbol, readonly ts.Identifier[]>();
  readonly #checker: ts.TypeChecker;
  /** Texts that framework exports may go by. */
  readonly surfaceNames = new SurfaceNames();

  constructor(loaded: LoadedProgram) {
    this.#checker = loaded.checker;
    for (const file of loaded.sourceFiles) this.#index(file);
  }

  /** Every identifier (and private name) with this text, in file order. */
  named(text: string): readonly ts.Identifier[] {
    return this.#byText.get(text) ?? [];
  }

  /** The symbol an identifier stands for, imports and re-exports followed; undefined when there is none. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
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
    return target.declarations?.length ? target : symbol;
  }

  /** Members of an instance (`new C().go`) come as instantiated copies; the declaration knows the symbol they were copied from. */
  #original(symbol: ts.Symbol): ts.Symbol {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    const name = declaration && (declaration as ts.NamedDeclaration).name; // members are named declarations
    const own =
      name && !ts.isObjectBindingPattern(name) && !ts.isArrayBindingPattern(name)
        ? this.#checker.getSymbolAtLocation(name)
        : undefined;
    return own && !(own.flags & ts.SymbolFlags.Transient) ? own : symbol;
  }

  /** Uses of a symbol as a value: declarations, imports, exports and types left out. */
  usesOf(symbol: ts.Symbol): readonly ts.Identifier[] {
    const known = this.#uses.get(symbol);
    if (known) return known;
    const name = symbol.name === "default" || symbol.name === "export=" ? undefined : symbol.name;
    const texts = new Set(name ? [name] : []);
    for (const declaration of symbol.declarations ?? []) {
      const own = (declaration as ts.NamedDeclaration).name; // every declaration of a value may carry a name
      if (own && ts.isIdentifier(own)) texts.add(own.text);
    }
    const found: ts.Identifier[] = [];
    const home = homeOf(symbol);
    for (const text of home ? texts : this.#withAliases(texts))
      for (const id of this.named(text))
        if ((!home || id.getSourceFile() === home) && isValueUse(id) && this.symbolOf(id) === symbol) found.push(id);
    this.#uses.set(symbol, found);
    return found;
  }

  /** Other local names under which a name is imported (`import { a as b }`, default imports). */
  #withAliases(texts: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(texts);
    const queue = [...texts, "default"];
    for (const text of queue)
      for (const id of this.named(text)) {
        const parent = id.parent;
        if ((ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) && parent.propertyName === id) {
          const alias = parent.name.text;
          if (!all.has(alias)) {
            all.add(alias);
            queue.push(alias);
          }
        }
      }
    for (const text of texts) for (const id of this.#defaultImports(text)) all.add(id);
    return all;
  }

  /** Local names of default imports; a default export's own name says nothing about them. */
  #defaultImports(text: string): readonly string[] {
    const exported = this.named(text).some((id) => ts.isExportAssignment(id.parent) || isDefaultExported(id.parent));
    return exported ? this.#defaults : [];
  }

  readonly #defaults: string[] = [];

  #index(file: ts.SourceFile): void {
    walk(file, (node) => {
      if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return true;
      const id = node as ts.Identifier; // private names are looked up by text in the same way
      const list = this.#byText.get(id.text);
      if (list) list.push(id);
      else this.#byText.set(id.text, [id]);
      this.surfaceNames.see(id);
      if (ts.isImportClause(id.parent)) this.#defaults.push(id.text);
      return true;
    });
  }
}

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

const isDefaultExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ?? false);

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
