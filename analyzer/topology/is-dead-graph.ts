import { ts } from "ts-morph";
import type { AppParts } from "../extract/extract-app-parts.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { isGivenAway } from "../source/given-away.ts";
import { enclosingFunction } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/**
 * True when nothing uses a graph: it is never compiled, or the function that builds it is never called, exported or
 * handed on, and neither is what holds it.
 */
export const isDeadGraph = (analysis: Analysis, graph: GraphModel, parts: AppParts): boolean => {
  const usedAsNode = parts.graphs.some(
    (g) =>
      g !== graph &&
      [...g.nodes.values()].some((n) =>
        n.values.some((v) => v.t === "made" && graph.compiles.some((c) => c === v.node)),
      ),
  );
  if (usedAsNode) return false;
  if (!graph.compiles.length) return !escapes(analysis, graph.origin);
  return graph.compiles.every((compile) => !escapes(analysis, compile));
};

/** True when the value of a node is exported, handed on, called on, or returned by a function that somebody can call. */
const escapes = (analysis: Analysis, node: ts.Node): boolean => {
  let at: ts.Node = node;
  while (at.parent && !isHolder(at.parent)) {
    if (ts.isCallExpression(at.parent) && at.parent.expression !== at) return alive(analysis, at);
    if (ts.isPropertyAccessExpression(at.parent) && !isBuilderCall(at.parent)) return alive(analysis, at);
    if (
      ts.isReturnStatement(at.parent) ||
      (ts.isArrowFunction(at.parent) && at.parent.body === at) ||
      ts.isExportAssignment(at.parent)
    )
      return alive(analysis, at);
    if (ts.isExpressionStatement(at.parent)) return false;
    at = at.parent;
  }
  const holder = at.parent;
  if (!holder) return false;
  if (!ts.isVariableDeclaration(holder)) return alive(analysis, at);
  const symbol = ts.isIdentifier(holder.name) ? analysis.checker.getSymbolAtLocation(holder.name) : undefined;
  const exported = isExported(holder) || (symbol !== undefined && isReExported(analysis, holder));
  const used = symbol !== undefined && analysis.references.usesOf(symbol).some((use) => !isBuilderUse(use));
  return (exported || used) && alive(analysis, at);
};

/** `a = graph`, and `a ??= graph`, which makes it once. */
const ASSIGNS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
]);

const isHolder = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isPropertyAssignment(node) ||
  (ts.isBinaryExpression(node) && ASSIGNS.has(node.operatorToken.kind));
const isBuilderCall = (node: ts.PropertyAccessExpression): boolean =>
  /^(add[A-Z]\w*|set\w+Point|compile)$/.test(node.name.text);
const isBuilderUse = (use: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(use.parent) &&
  use.parent.expression === use &&
  /^(add[A-Z]\w*|set\w+Point)$/.test(use.parent.name.text);

/** True unless the code stands in functions that nothing exports, calls or hands on. */
const alive = (analysis: Analysis, node: ts.Node): boolean => {
  const fn = enclosingFunction(node);
  if (!fn) return true;
  return isReachable(analysis, fn, new Set());
};

const isReachable = (analysis: Analysis, fn: FunctionNode, seen: Set<FunctionNode>): boolean => {
  if (seen.has(fn)) return false;
  seen.add(fn);
  if (ts.isConstructorDeclaration(fn) || ts.isMethodDeclaration(fn) || ts.isGetAccessorDeclaration(fn)) return true; // whoever has the object can call it
  if (isExported(fn)) return true;
  const name = fn.name ?? (ts.isVariableDeclaration(fn.parent) ? fn.parent.name : undefined);
  if (!name || !ts.isIdentifier(name)) return true; // handed on in place
  if (ts.isVariableDeclaration(fn.parent) && (isExported(fn.parent) || isReExported(analysis, fn.parent))) return true;
  const symbol = analysis.checker.getSymbolAtLocation(name);
  if (ts.isFunctionDeclaration(fn) && isReExported(analysis, fn)) return true;
  return (symbol ? analysis.references.usesOf(symbol) : []).some((use) => {
    const outer = enclosingFunction(use);
    return !outer || outer === fn ? !outer : isReachable(analysis, outer, seen);
  });
};

const isExported = (node: ts.Node): boolean => {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
};

/** `export { a }`, `module.exports = { a }`, `export default a`. */
const isReExported = (analysis: Analysis, node: ts.VariableDeclaration | ts.FunctionDeclaration): boolean => {
  const name = node.name;
  if (!name || !ts.isIdentifier(name)) return false;
  return analysis.references.namedIn(name.text, node.getSourceFile()).some(isGivenAway);
};
