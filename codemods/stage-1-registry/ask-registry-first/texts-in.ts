import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";

/** Constant texts below a node, in their order; neighbours joined by `+` as one, with `…` for what a template fills in. */
export function textsIn(node: ts.Node): string[] {
  const found: string[] = [];
  const used = new Set<ts.Node>();
  walkNodes(node, (at) => {
    if (used.has(at) || !ts.isExpression(at)) return;
    const text = textOf(at);
    if (text === undefined) return;
    walkNodes(at, (it) => void used.add(it));
    if (!isName(at)) found.push(text);
  });
  return found;
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((it) => `…${it.literal.text}`).join("");
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined && right === undefined ? undefined : `${left ?? "…"}${right ?? "…"}`;
}

/** Modules and keys say nothing to a model. */
const isName = ({ parent }: ts.Node): boolean =>
  ts.isImportDeclaration(parent) ||
  ts.isExportDeclaration(parent) ||
  ts.isLiteralTypeNode(parent) ||
  (ts.isCallExpression(parent) && parent.expression.getText() === "require");
