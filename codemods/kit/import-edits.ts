import { ts } from "ts-morph";
import type { TextEdit } from "./edit-plan.ts";
import type { ImportBinding } from "./import-bindings.ts";
import { importBindings } from "./import-bindings.ts";
import { lineAround } from "./line-around.ts";
import { addToList, dropFromList, type ListChange } from "./list-edits.ts";
import type { TextStyle } from "./text-style.ts";

/** A name that a file should import. */
export interface ImportWish {
  readonly module: string;
  readonly name: string;
  /** How the file shall call it; the same as `name` where it is free. */
  readonly local: string;
  /** True where only types need it. */
  readonly typeOnly: boolean;
}

/** What one file's imports should gain and lose. */
export interface ImportChange {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly style: TextStyle;
  readonly add: readonly ImportWish[];
  readonly remove: readonly ImportBinding[];
  /** True where the file should `require`; see {@link usesRequire}. */
  readonly require: boolean;
}

/** Edits that change the imports of one file: lists are extended or shortened in place, a line is added or removed only where needed. */
export function importEdits(change: ImportChange): TextEdit[] {
  const { source, add } = change;
  const wishes = add.filter((wish) => !isThere(source, wish));
  const lists = new Map<ts.Node, ListChange>();
  const listOf = (list: ts.NamedImports | ts.ObjectBindingPattern): ListChange => {
    const known = lists.get(list) ?? { list, drop: [], add: [] };
    lists.set(list, known);
    return known;
  };
  const edits: TextEdit[] = [];
  for (const { node } of change.remove) {
    if (ts.isImportSpecifier(node)) listOf(node.parent).drop.push(node);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) listOf(node.parent).drop.push(node);
  }
  const fresh: ImportWish[] = [];
  for (const wish of wishes) {
    const list = listFor(change, wish);
    if (list) listOf(list).add.push(specifierText(wish, change.require, isInlineType(source, wish, list)));
    else fresh.push(wish);
  }
  for (const list of lists.values()) edits.push(...listChangeEdits(change, list));
  return withLines(edits, newLines(change, fresh), change.style.newline);
}

/** New lines after an import that goes away take its place. */
function withLines(edits: readonly TextEdit[], lines: TextEdit | undefined, newline: string): TextEdit[] {
  if (!lines) return [...edits];
  const gone = edits.find((it) => it.text === "" && it.start < lines.start && it.end >= lines.start);
  if (!gone) return [...edits, lines];
  const text = lines.text.startsWith(newline) ? lines.text.slice(newline.length) + newline : lines.text;
  return edits.map((it) => (it === gone ? { ...it, text } : it));
}

/** True for a file that takes its modules with `require`: it does so already, or neither way and its kind says so. */
export function usesRequire(file: string, source: ts.SourceFile, packageIsModule: boolean): boolean {
  const isEsm = source.statements.some(
    (it) =>
      ts.isImportDeclaration(it) ||
      ts.isExportDeclaration(it) ||
      ts.isExportAssignment(it) ||
      (ts.canHaveModifiers(it) && ts.getModifiers(it)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)),
  );
  if (isEsm || /\.m[jt]s$|\.tsx?$|\.cts$/.test(file)) return false;
  return /\.cjs$/.test(file) || !packageIsModule;
}

const isThere = (source: ts.SourceFile, wish: ImportWish): boolean =>
  importBindings(source).some(
    (it) =>
      it.module === wish.module &&
      it.imported === wish.name &&
      it.local === wish.local &&
      (wish.typeOnly || !it.typeOnly),
  );

/** The braces of an import of the same module that can take the name; for a type, those of an `import type` first. */
function listFor(change: ImportChange, wish: ImportWish): ts.NamedImports | ts.ObjectBindingPattern | undefined {
  if (change.require) return requiredList(change.source, wish.module);
  const lists = change.source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const named = importClause?.namedBindings;
    const isSame = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === wish.module;
    return isSame && named && ts.isNamedImports(named) ? [{ named, typeOnly: importClause.isTypeOnly }] : [];
  });
  const values = lists.find((it) => !it.typeOnly);
  return ((wish.typeOnly ? lists.find((it) => it.typeOnly) : undefined) ?? values)?.named;
}

function requiredList(source: ts.SourceFile, module: string): ts.ObjectBindingPattern | undefined {
  for (const statement of source.statements.filter(ts.isVariableStatement))
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer && ts.isObjectBindingPattern(name) && requires(initializer, module)) return name;
  return undefined;
}

const requires = (node: ts.Expression, module: string): boolean => {
  const argument = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  return argument !== undefined && ts.isStringLiteralLike(argument) && argument.text === module;
};

/** How the file imports types: inside the braces of values, on lines of their own, or like values. */
function usesTypeImports(source: ts.SourceFile): "inline" | "separate" | "none" {
  const imports = source.statements.filter(ts.isImportDeclaration).flatMap((it) => it.importClause ?? []);
  const isInline = imports.some(
    ({ namedBindings: it }) => it && ts.isNamedImports(it) && it.elements.some((e) => e.isTypeOnly),
  );
  if (isInline) return "inline";
  return imports.some((it) => it.isTypeOnly) ? "separate" : "none";
}

/** A type in the braces of values says so where the file keeps types apart at all. */
const isInlineType = (source: ts.SourceFile, wish: ImportWish, list: ts.Node): boolean =>
  wish.typeOnly && usesTypeImports(source) !== "none" && !(ts.isNamedImports(list) && list.parent.isTypeOnly);

function specifierText({ name, local }: ImportWish, require: boolean, inlineType: boolean): string {
  const alias = name === local ? name : require ? `${name}: ${local}` : `${name} as ${local}`;
  return inlineType ? `type ${alias}` : alias;
}

function listChangeEdits({ file, source }: ImportChange, change: ListChange): TextEdit[] {
  const isEmptied = change.add.length === 0 && change.drop.length === change.list.elements.length;
  if (!isEmptied) return change.add.length > 0 ? addToList(file, source, change) : dropFromList(file, source, change);
  const { list } = change;
  if (ts.isNamedImports(list) && list.parent.name)
    return [{ file, start: list.parent.name.end, end: list.end, text: "" }];
  const statement = ts.findAncestor(list, ts.isStatement);
  const declarations = statement && ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (!statement || declarations.length > 1) return dropFromList(file, source, change);
  return [{ file, ...lineAround(source.text, statement.getStart(source), statement.end), text: "" }];
}

/** One line a module, after the last import or at the top. */
function newLines(change: ImportChange, wishes: readonly ImportWish[]): TextEdit | undefined {
  const modules = [...new Set(wishes.map((it) => it.module))];
  const { file, style } = change;
  const lines = modules.flatMap((module) => {
    const own = wishes.filter((it) => it.module === module);
    const separate = usesTypeImports(change.source) !== "none";
    const types = own.filter((it) => it.typeOnly && separate);
    const values = own.filter((it) => !types.includes(it));
    return [lineOf(change, module, types, true), lineOf(change, module, values, false)].filter((it) => it !== "");
  });
  if (lines.length === 0) return undefined;
  const at = placeForImport(change);
  const text = at.after ? lines.map((it) => style.newline + it) : lines.map((it) => it + style.newline);
  return { file, start: at.offset, end: at.offset, text: text.join("") };
}

function lineOf({ style, require }: ImportChange, module: string, wishes: readonly ImportWish[], typeOnly: boolean) {
  if (wishes.length === 0) return "";
  const names = wishes.map((it) => specifierText(it, require, false)).join(", ");
  const from = `${style.quote}${module}${style.quote}`;
  if (require) return `const { ${names} } = require(${from})${style.semicolon}`;
  return `import ${typeOnly ? "type " : ""}{ ${names} } from ${from}${style.semicolon}`;
}

function placeForImport({ source }: ImportChange): { readonly offset: number; readonly after: boolean } {
  const isImport = (it: ts.Statement): boolean =>
    ts.isImportDeclaration(it) ||
    ts.isImportEqualsDeclaration(it) ||
    (ts.isVariableStatement(it) && it.declarationList.declarations.every((d) => isRequireCall(d.initializer)));
  const last = source.statements.filter(isImport).at(-1) ?? source.statements.filter(isDirective).at(-1);
  if (last) return { offset: last.end, after: true };
  const head = /^\uFEFF?(#![^\n]*\n)?/.exec(source.text)?.[0] ?? "";
  return { offset: head.length, after: false };
}

const isDirective = (it: ts.Statement): boolean => ts.isExpressionStatement(it) && ts.isStringLiteral(it.expression);

const isRequireCall = (node: ts.Expression | undefined): boolean =>
  node !== undefined &&
  ts.isCallExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === "require";
