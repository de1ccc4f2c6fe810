import { ts } from "ts-morph";
import { lineOf } from "../../kit/line-around.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { ParsedFile } from "./saver-site.ts";

/**
 * The path of a value that a store of this file is given and that is no plain data, such as `value.onDone is a function
 * (line 12)`. The in-memory store keeps references, so such values work until they are moved. Literals only.
 */
export function unstorableValue({ source }: ParsedFile, made: ts.Node): string | undefined {
  const name = variableOf(made);
  let found: string | undefined;
  walkNodes(source, (node) => {
    if (found || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression, name: method } = node.expression;
    if (method.text !== "put" || name === undefined || lastName(expression) !== name) return;
    const value = node.arguments[2];
    const path = value && notPlain(value, "value");
    if (path) found = `${path} (line ${lineOf(source.text, node.getStart(source))})`;
  });
  return found;
}

function notPlain(node: ts.Expression, path: string): string | undefined {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return `${path} is a function`;
  if (ts.isClassExpression(node)) return `${path} is a class`;
  if (ts.isNewExpression(node)) return `${path} is a ${node.expression.getText()}`;
  if (ts.isBigIntLiteral(node)) return `${path} is a bigint`;
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return notPlain(node.expression, path);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.map((it, index) => notPlain(it, `${path}[${index}]`)).find((it) => it !== undefined);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties
    .map((it) => {
      const key = `${path}.${it.name?.getText() ?? "…"}`;
      if (ts.isMethodDeclaration(it) || ts.isAccessor(it)) return `${key} is a function`;
      return ts.isPropertyAssignment(it) ? notPlain(it.initializer, key) : undefined;
    })
    .find((it) => it !== undefined);
}

/** The variable or property that holds what is made at `node`. */
function variableOf(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent))
    return ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name) ? parent.name.text : undefined;
  if (ts.isBinaryExpression(parent) && parent.right === node) return lastName(parent.left);
  return undefined;
}

const lastName = (node: ts.Expression): string | undefined =>
  ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
