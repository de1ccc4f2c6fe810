import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** A function's parameters, with the names that its first lines take out of them. */
export const parametersOf = (analysis: Analysis, fn: FunctionNode): ReadonlySet<ts.Symbol> => {
  const parameters = new Set<ts.Symbol>();
  for (const parameter of fn.parameters) collectNames(analysis, parameter.name, parameters);
  if (fn.body)
    walk(fn.body, (node) => {
      if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.initializer)) {
        const symbol = analysis.references.symbolOf(node.initializer);
        if (symbol && parameters.has(symbol)) collectNames(analysis, node.name, parameters);
      }
      return !isFunctionNode(node);
    });
  return parameters;
};

/** True when a symbol of the set is named under a node. */
export const mentions = (analysis: Analysis, root: ts.Node, symbols: ReadonlySet<ts.Symbol>): boolean => {
  let found = false;
  walk(root, (node) => {
    const symbol = ts.isIdentifier(node) ? analysis.references.symbolOf(node) : undefined;
    if (symbol && symbols.has(symbol)) found = true;
    return !found;
  });
  return found;
};

/** Collects the symbols that a pattern gives names to. */
export const collectNames = (analysis: Analysis, name: ts.BindingName, into: Set<ts.Symbol>): void => {
  if (ts.isIdentifier(name)) {
    const symbol = analysis.checker.getSymbolAtLocation(name);
    if (symbol) into.add(symbol);
  } else
    for (const element of name.elements)
      if (!ts.isOmittedExpression(element)) collectNames(analysis, element.name, into);
};
