import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";

/** Where a name comes from, for packages that the surface tables do not know. */
export interface ImportedName {
  readonly specifier: string;
  /** Name of the export; `default` and `*` for those imports. */
  readonly name: string;
}

/** The import that an expression's own name was declared by: `import { Queue as Q }`, `import Q`, `import * as q` (`q.Queue`). */
export const importedFrom = (analysis: Analysis, node: ts.Expression): ImportedName | undefined => {
  const member = ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
  const base = ts.isPropertyAccessExpression(node) ? node.expression : node;
  if (!ts.isIdentifier(base)) return undefined;
  const [declaration] = analysis.checker.getSymbolAtLocation(base)?.declarations ?? [];
  if (!declaration) return undefined;
  const specifier = specifierOf(declaration);
  if (specifier === undefined) return undefined;
  if (ts.isImportSpecifier(declaration))
    return { specifier, name: (declaration.propertyName ?? declaration.name).text };
  if (ts.isNamespaceImport(declaration)) return { specifier, name: member ?? "*" };
  return { specifier, name: member ?? "default" };
};

const specifierOf = (declaration: ts.Declaration): string | undefined => {
  const imported = ts.findAncestor(declaration, ts.isImportDeclaration);
  if (imported && ts.isStringLiteral(imported.moduleSpecifier)) return imported.moduleSpecifier.text;
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  const call = variable?.initializer;
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== "require") return undefined;
  const [module] = call.arguments;
  return module && ts.isStringLiteralLike(module) ? module.text : undefined;
};
