import { ts } from "ts-morph";
import { isFunctionNode, oneLine, walk } from "../source/syntax.ts";
import { hasRole } from "../source/surface-of.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { isNeutralCall } from "./known-calls.ts";

const MAX_IMPLICIT_HOPS = 3;

/**
 * The value decides a condition. A strong one (a label compared, a boolean, a switch) taints the constants that are
 * chosen under it; an existence check of a text decides nothing.
 */
export const stepCondition = (walker: Walker, item: Item, parent: ts.Node): void => {
  if (ts.isBinaryExpression(parent)) walker.push(at(item, parent, { pending: [] })); // `a && b` is itself a condition
  const strong = item.label || ts.isSwitchStatement(parent) || ts.isCaseClause(parent);
  if (!strong || item.hops > MAX_IMPLICIT_HOPS) return;
  const chosen = noted(item, item.node, `decides ${oneLine(item.node, 50)}`, { pending: [], implicit: true, label: true });
  for (const branch of branchesOf(parent)) choose(walker, chosen, branch);
};

/** The code that runs or not by the condition, with what follows an early exit. */
const branchesOf = (parent: ts.Node): readonly ts.Node[] => {
  if (ts.isConditionalExpression(parent)) return [parent.whenTrue, parent.whenFalse];
  if (ts.isBinaryExpression(parent)) return [parent.right];
  if (ts.isSwitchStatement(parent)) return [...parent.caseBlock.clauses.flatMap((c) => [...c.statements]), ...after(parent)];
  if (ts.isCaseClause(parent)) return [...parent.statements];
  if (ts.isIfStatement(parent)) {
    const exits = leaves(parent.thenStatement) || (parent.elseStatement !== undefined && leaves(parent.elseStatement));
    return [parent.thenStatement, ...(parent.elseStatement ? [parent.elseStatement] : []), ...(exits ? after(parent) : [])];
  }
  if (ts.isWhileStatement(parent) || ts.isDoStatement(parent) || ts.isForStatement(parent)) return [parent.statement];
  return [];
};

const after = (statement: ts.Node): readonly ts.Node[] => {
  const block = statement.parent;
  const statements = ts.isBlock(block) || ts.isSourceFile(block) || ts.isCaseClause(block) || ts.isDefaultClause(block) ? block.statements : undefined;
  if (!statements) return [];
  const rest = statements.slice(statements.indexOf(statement as ts.Statement) + 1);
  const outer = ts.isIfStatement(block.parent) || (ts.isBlock(block) && ts.isTryStatement(block.parent)) ? after(block.parent) : [];
  return [...rest, ...outer];
};

const leaves = (statement: ts.Node): boolean => {
  if (ts.isBlock(statement)) return statement.statements.some(leaves);
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isContinueStatement(statement) || ts.isBreakStatement(statement);
};

/** Goes on from the constants that a branch returns, assigns or yields as its value. */
const choose = (walker: Walker, item: Item, branch: ts.Node): void => {
  if (ts.isExpression(branch)) return chooseIn(walker, item, branch);
  walk(branch, (node) => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) && node.expression) chooseIn(walker, item, node.expression);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) chooseIn(walker, item, node.right);
    else if (ts.isCallExpression(node) && ts.isExpressionStatement(effectOf(node)) && !isNeutralCall(walker.analysis, node)) walker.sink("guard", `decides whether ${oneLine(node, 60)} runs`, item);
    return true;
  });
};

const effectOf = (call: ts.Node): ts.Node => {
  let at = call.parent;
  while (ts.isAwaitExpression(at) || ts.isVoidExpression(at) || ts.isParenthesizedExpression(at)) at = at.parent;
  return at;
};

/** The constants among the parts of an expression; calls are not chosen by a condition, only whether they run. */
const chooseIn = (walker: Walker, item: Item, node: ts.Expression): void => {
  if (isConstant(walker, node)) return walker.push(at(item, node));
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node) || ts.isSatisfiesExpression(node)) return chooseIn(walker, item, node.expression);
  if (ts.isConditionalExpression(node)) {
    chooseIn(walker, item, node.whenTrue);
    return chooseIn(walker, item, node.whenFalse);
  }
  if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements) if (!ts.isSpreadElement(element)) chooseIn(walker, item, element);
    return;
  }
  if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) if (ts.isPropertyAssignment(property)) chooseIn(walker, item, property.initializer);
    return;
  }
  if (ts.isNewExpression(node) && hasRole(walker.analysis.references, node.expression, "command", "send")) {
    for (const argument of node.arguments ?? []) chooseIn(walker, item, argument);
    return;
  }
  if (ts.isCallExpression(node)) walker.sink("guard", `decides whether ${oneLine(node, 60)} runs`, item);
};

const isConstant = (walker: Walker, node: ts.Expression): boolean => {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword) return true;
  if (ts.isIdentifier(node) && node.text === "undefined") return true;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  return walker.analysis.values.of(node).every((v) => v.t === "text") && walker.analysis.values.of(node).length > 0;
};
