import { ts } from "ts-morph";
import { walkNodes } from "./walk-nodes.ts";

/** One name that a file takes from another module, by any of the ways the language has. */
export interface ImportBinding {
  /** As written: a package or a relative path. */
  readonly module: string;
  /** The exported name; `*` for the module as a whole, `default` for its default export. */
  readonly imported: string;
  readonly local: string;
  /** What binds the local name; removing the binding removes this. */
  readonly node:
    | ts.ImportSpecifier
    | ts.BindingElement
    | ts.NamespaceImport
    | ts.ImportClause
    | ts.ImportEqualsDeclaration
    | ts.VariableDeclaration;
  readonly typeOnly: boolean;
}

/** Every import of a file: static, `import type`, `import x = require()`, `require()` and awaited `import()`. */
export function importBindings(source: ts.SourceFile): ImportBinding[] {
  const found: ImportBinding[] = [];
  walkNodes(source, (node) => {
    if (ts.isImportDeclaration(node)) found.push(...declared(node));
    else if (ts.isImportEqualsDeclaration(node)) found.push(...equalsRequire(node));
    else if (ts.isVariableDeclaration(node)) found.push(...required(node));
  });
  return found;
}

/** What an expression such as `Saver` or `lg.Saver` names in the module that it comes from; undefined if it is no import. */
export function importedName(
  bindings: readonly ImportBinding[],
  expression: ts.Node,
): { readonly module: string; readonly name: string; readonly binding: ImportBinding } | undefined {
  if (ts.isIdentifier(expression)) {
    const binding = bindings.find((it) => it.local === expression.text);
    return binding && { module: binding.module, name: binding.imported, binding };
  }
  const [left, right] = ts.isPropertyAccessExpression(expression)
    ? [expression.expression, expression.name]
    : ts.isQualifiedName(expression)
      ? [expression.left, expression.right]
      : [];
  if (!left || !right || !ts.isIdentifier(left)) return undefined;
  const binding = bindings.find((it) => it.local === left.text && ["*", "default"].includes(it.imported));
  return binding && { module: binding.module, name: right.text, binding };
}

function declared(node: ts.ImportDeclaration): ImportBinding[] {
  const clause = node.importClause;
  if (!clause || !ts.isStringLiteral(node.moduleSpecifier)) return [];
  const module = node.moduleSpecifier.text;
  const all = clause.isTypeOnly;
  const found: ImportBinding[] = [];
  if (clause.name) found.push({ module, imported: "default", local: clause.name.text, node: clause, typeOnly: all });
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named))
    found.push({ module, imported: "*", local: named.name.text, node: named, typeOnly: all });
  if (named && ts.isNamedImports(named))
    for (const it of named.elements) {
      const imported = (it.propertyName ?? it.name).text;
      found.push({ module, imported, local: it.name.text, node: it, typeOnly: all || it.isTypeOnly });
    }
  return found;
}

function equalsRequire(node: ts.ImportEqualsDeclaration): ImportBinding[] {
  const reference = node.moduleReference;
  if (!ts.isExternalModuleReference(reference) || !ts.isStringLiteral(reference.expression)) return [];
  const binding = { module: reference.expression.text, imported: "*", local: node.name.text, node };
  return [{ ...binding, typeOnly: node.isTypeOnly }];
}

function required(node: ts.VariableDeclaration): ImportBinding[] {
  const module = node.initializer && requiredModule(node.initializer);
  if (module === undefined) return [];
  if (ts.isIdentifier(node.name)) return [{ module, imported: "*", local: node.name.text, node, typeOnly: false }];
  if (!ts.isObjectBindingPattern(node.name)) return [];
  return node.name.elements.flatMap((it) => {
    const imported = it.propertyName ?? it.name;
    if (!ts.isIdentifier(it.name) || !ts.isIdentifier(imported) || it.dotDotDotToken) return [];
    return [{ module, imported: imported.text, local: it.name.text, node: it, typeOnly: false }];
  });
}

/** The module of `require("x")` or `await import("x")`. */
function requiredModule(expression: ts.Expression): string | undefined {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(call)) return undefined;
  const isRequire = ts.isIdentifier(call.expression) && call.expression.text === "require";
  const isImport = call.expression.kind === ts.SyntaxKind.ImportKeyword && call !== expression;
  const argument = call.arguments[0];
  return (isRequire || isImport) && argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
