import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";

/** Methods of an array that leave it as it is and give no part of it away that could be changed through it. */
const copying = /^(slice|join|includes|indexOf|concat)$/;

/**
 * True where nobody can change a value through this expression, or keep it: it is copied, counted, compared or asked for.
 * Held by a constant, it is read only where each use of that is.
 */
export function isReadOnly(node: ts.Expression, depth = 0): boolean {
  const { parent } = node;
  if (depth > 3) return false;
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    (ts.isBinaryExpression(parent) && isDefault(parent))
  )
    return isReadOnly(parent, depth);
  if (ts.isSpreadElement(parent)) return ts.isArrayLiteralExpression(parent.parent);
  if (ts.isSpreadAssignment(parent)) return true;
  if (isAsked(parent, node)) return true;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
    return parent.name.text === "length" || (copying.test(parent.name.text) && isCallee(parent));
  return ts.isVariableDeclaration(parent) && parent.initializer === node && isHeldReadOnly(parent, depth);
}

const isDefault = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;

/** A condition, or a comparison. */
const isAsked = (parent: ts.Node, node: ts.Expression): boolean =>
  (ts.isIfStatement(parent) && parent.expression === node) ||
  (ts.isConditionalExpression(parent) && parent.condition === node) ||
  (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) ||
  (ts.isBinaryExpression(parent) &&
    [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
      parent.operatorToken.kind,
    ));

const isCallee = (node: ts.Expression): boolean => ts.isCallExpression(node.parent) && node.parent.expression === node;

function isHeldReadOnly({ name, parent }: ts.VariableDeclaration, depth: number): boolean {
  const scope = ts.findAncestor(parent, (it) => ts.isBlock(it) || ts.isSourceFile(it));
  if (!ts.isIdentifier(name) || (parent.flags & ts.NodeFlags.Const) === 0 || !scope) return false;
  let isSafe = true;
  walkNodes(scope, (it) => {
    if (!ts.isIdentifier(it) || it.text !== name.text || it === name) return;
    if (ts.isPropertyAccessExpression(it.parent) && it.parent.name === it) return;
    if (!isReadOnly(it, depth + 1)) isSafe = false;
  });
  return isSafe;
}
