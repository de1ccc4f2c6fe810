import { ts } from "ts-morph";
import { lineOf } from "../../kit/line-around.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";

/** A method call on a graph, such as `.addEdge("a", "b")`. */
export interface GraphCall {
  readonly call: ts.CallExpression;
  /** The name of the method; a chained call is on this line. */
  readonly name: ts.Identifier;
  readonly receiver: ts.Expression;
}

/** Calls of a method whose name stands on a line (1-based). */
export function graphCalls(source: ts.SourceFile, method: string, line: number): GraphCall[] {
  const found: GraphCall[] = [];
  walkNodes(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression } = node.expression;
    if (!ts.isIdentifier(name) || name.text !== method) return;
    if (lineOf(source.text, name.getStart(source)) === line) found.push({ call: node, name, receiver: expression });
  });
  return found;
}

/** The text of a literal, casts looked through; undefined for anything else. */
export const literalText = (node: ts.Expression | undefined): string | undefined => {
  const at = node && uncast(node);
  return at && ts.isStringLiteralLike(at) ? at.text : undefined;
};

/** An expression without casts and parentheses. */
export const uncast = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  ts.isNonNullExpression(node)
    ? uncast(node.expression)
    : node;

/** What a cast adds to an expression, such as ` as any`; empty where there is none. */
export const castOf = (source: ts.SourceFile, node: ts.Expression | undefined): string =>
  node ? source.text.slice(uncast(node).end, node.end) : "";
