import { ts } from "ts-morph";
import type { Analysis } from "../analysis.ts";

/** Methods that change what they are called on. */
export const CHANGES = /^(add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;

/** True where something is put into what a name holds, into a part of it, or into either under another name. */
export const isFilled = (analysis: Analysis, symbol: ts.Symbol, seen = new Set<ts.Symbol>()): boolean => {
  if (seen.has(symbol)) return false;
  seen.add(symbol);
  return analysis.references.usesOf(symbol).some((use) => {
    const part = outermostPart(use);
    const at = part.parent;
    if (ts.isCallExpression(at) && at.expression !== part)
      return /^Object\.(assign|defineProperty)$/.test(at.expression.getText());
    if (ts.isVariableDeclaration(at) && at.initializer === part && ts.isIdentifier(at.name)) {
      const alias = analysis.references.symbolOf(at.name);
      return alias !== undefined && isFilled(analysis, alias, seen);
    }
    return part !== use && isChanged(part, at);
  });
};

const isChanged = (part: ts.Expression, at: ts.Node): boolean => {
  if (ts.isCallExpression(at)) return ts.isPropertyAccessExpression(part) && CHANGES.test(part.name.text);
  if (ts.isBinaryExpression(at)) return at.left === part && /^[^=!<>]*=$/.test(at.operatorToken.getText());
  if (ts.isPrefixUnaryExpression(at)) return /^(\+\+|--)/.test(at.getText());
  return ts.isDeleteExpression(at) || ts.isPostfixUnaryExpression(at);
};

/** `table.list[0]` of `table`. */
const outermostPart = (use: ts.Expression): ts.Expression => {
  let part = use;
  while (isPartOf(part.parent, part)) part = part.parent;
  return part;
};

const isPartOf = (
  node: ts.Node,
  holder: ts.Expression,
): node is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && node.expression === holder;
