import { ts } from "ts-morph";
import { foreignHosts } from "../../../contracts/foreign-hosts.ts";
import type { Analysis } from "../../source/analysis.ts";
import { type FoundFact, factAt } from "./found-fact.ts";

/** An import (of values) that only one kind of host can serve, and uses of a browser extension's own global. */
export const hostFact = (analysis: Analysis, node: ts.Node): FoundFact | undefined => {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) && !isTypeOnly(node)) {
    const specifier = node.moduleSpecifier.text;
    const host = foreignHosts.find(({ imports }) => imports.test(specifier));
    return host && factAt(analysis, node, "host", host.what);
  }
  if (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "runtime" &&
    node.getText() === "chrome.runtime" &&
    isGlobal(analysis, node.expression)
  )
    return factAt(analysis, node, "host", "browser extension");
  return undefined;
};

const isTypeOnly = (node: ts.ImportDeclaration): boolean =>
  node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

const isGlobal = (analysis: Analysis, node: ts.Node): boolean =>
  !analysis.checker.getSymbolAtLocation(node)?.declarations?.some((d) => analysis.loaded.pathOf(d.getSourceFile()));
