import { ts } from "ts-morph";
import { isGivenAway } from "./given-away.ts";

/** Under which other names files import and export what one of them calls by a name. */
export class Renames {
  readonly #renames = new Map<string, string[]>();
  readonly #defaultImports: string[] = [];
  readonly #defaultExports = new Set<string>();

  /** To be told of every identifier. There are millions: of most, the kind of what stands around them says enough. */
  see(id: ts.Identifier): void {
    const { parent } = id;
    if (RENAMING.has(parent.kind)) this.#seeModule(id, parent);
    else if (REQUIRING.has(parent.kind)) this.#seeRequired(id, parent);
  }

  /** These names with the other local names under which they are imported (`import { a as b }`, default imports). */
  withAliases(texts: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(texts);
    const queue = [...texts, "default"];
    for (const text of queue)
      for (const alias of this.#renames.get(text) ?? [])
        if (!all.has(alias)) {
          all.add(alias);
          queue.push(alias);
        }
    // a default export's own name says nothing about what it is imported as
    for (const text of texts)
      if (this.#defaultExports.has(text)) for (const alias of this.#defaultImports) all.add(alias);
    return all;
  }

  #seeModule(id: ts.Identifier, parent: ts.Node): void {
    if (ts.isImportClause(parent)) this.#defaultImports.push(id.text);
    else if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) {
      if (parent.propertyName === id) this.#rename(id.text, parent.name.text);
    } else if (ts.isExportAssignment(parent) || isDefaultExported(parent)) this.#defaultExports.add(id.text);
  }

  /** The same of CommonJS: `const b = require(…)`, `const { a: b } = require(…)`, `module.exports = a`, `exports.b = a`. */
  #seeRequired(id: ts.Identifier, parent: ts.Node): void {
    if (ts.isVariableDeclaration(parent) && parent.name === id && requires(parent)) this.#defaultImports.push(id.text);
    if (ts.isBindingElement(parent) && parent.propertyName === id && ts.isIdentifier(parent.name)) {
      const declaration = parent.parent.parent;
      if (ts.isVariableDeclaration(declaration) && requires(declaration)) this.#rename(id.text, parent.name.text);
    }
    const given = namedBy(id);
    if (!isGivenAway(given)) return;
    const at = given.parent;
    if (ts.isPropertyAssignment(at) && ts.isIdentifier(at.name)) this.#rename(id.text, at.name.text);
    else if (ts.isBinaryExpression(at) && ts.isPropertyAccessExpression(at.left)) {
      if (at.left.name.text === "exports") this.#defaultExports.add(id.text);
      else this.#rename(id.text, at.left.name.text);
    }
  }

  #rename(from: string, to: string): void {
    const known = this.#renames.get(from);
    if (known) known.push(to);
    else this.#renames.set(from, [to]);
  }
}

/** Imports and exports, and the declarations that `default` may stand before. */
const RENAMING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportClause,
  ts.SyntaxKind.ImportSpecifier,
  ts.SyntaxKind.ExportSpecifier,
  ts.SyntaxKind.ExportAssignment,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
]);

/** What may stand around a name that CommonJS takes or gives away. */
const REQUIRING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.BindingElement,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.ShorthandPropertyAssignment,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.FunctionExpression,
]);

const requires = ({ initializer }: ts.VariableDeclaration): boolean =>
  initializer !== undefined &&
  ts.isCallExpression(initializer) &&
  ts.isIdentifier(initializer.expression) &&
  initializer.expression.text === "require";

/** The class or function that a name is written in, as `module.exports = class Desk { … }` does; else the name. */
const namedBy = (id: ts.Identifier): ts.Node =>
  (ts.isClassExpression(id.parent) || ts.isFunctionExpression(id.parent)) && id.parent.name === id ? id.parent : id;

const isDefaultExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ?? false);
