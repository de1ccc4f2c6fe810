import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { isFunctionNode } from "../source/syntax.ts";
import { holds } from "./holds.ts";

/** True for what can be asked for its value by the same words elsewhere: a name or a field. */
export const isUse = (node: ts.Node): boolean => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);

/**
 * True for a place that is never come to while the expression written `use` is this text: a condition on it, around the
 * place or before it with a way out, leads elsewhere.
 */
export const isPassedBy = (analysis: Analysis, place: ts.Node, use: string, value: string): boolean => {
  const asked = (condition: ts.Expression): boolean | null => holds(analysis, condition, use, value);
  for (let at = place; at.parent && !isFunctionNode(at); at = at.parent) {
    if (isOtherBranch(at, asked)) return true;
    if (ts.isBlock(at.parent) || ts.isSourceFile(at.parent))
      for (const before of at.parent.statements.slice(0, at.parent.statements.indexOf(at as ts.Statement))) // compared by identity only
        if (ts.isIfStatement(before) && leavesBy(before, asked)) return true;
  }
  return false;
};

type Asked = (condition: ts.Expression) => boolean | null;

const isOtherBranch = (at: ts.Node, asked: Asked): boolean => {
  const { parent } = at;
  if (ts.isConditionalExpression(parent))
    return parent.condition !== at && asked(parent.condition) === (at === parent.whenFalse);
  if (ts.isIfStatement(parent))
    return parent.expression !== at && asked(parent.expression) === (at === parent.elseStatement);
  if (!ts.isBinaryExpression(parent) || parent.right !== at) return false;
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return asked(parent.left) === false;
  return parent.operatorToken.kind === ts.SyntaxKind.BarBarToken && asked(parent.left) === true;
};

const leavesBy = ({ expression, thenStatement, elseStatement }: ts.IfStatement, asked: Asked): boolean => {
  const outcome = asked(expression);
  return (outcome === true && leaves(thenStatement)) || (outcome === false && !!elseStatement && leaves(elseStatement));
};

const leaves = (statement: ts.Statement): boolean =>
  ts.isBlock(statement)
    ? statement.statements.some(leaves)
    : ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isContinueStatement(statement);
