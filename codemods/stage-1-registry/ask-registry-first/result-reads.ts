import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";

/** What the code around a call does with its result. */
export interface ResultReads {
  /** Each way into the result: names of properties and methods, indexes; empty for the result itself, handed on whole. */
  readonly paths: readonly (readonly string[])[];
  /** What cannot be followed from here; undefined: nothing. */
  readonly lost: string | undefined;
}

/** Follows the awaited result of a call through the function around it. Syntax only: where a name is bound twice it gives up. */
export function resultReads(call: ts.Expression): ResultReads {
  const paths: string[][] = [];
  let lost: string | undefined;
  const seen = new Set<ts.Node>();
  const follow = (node: ts.Expression, path: readonly string[]): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const { parent } = node;
    if (isTransparent(node, parent)) return follow(parent, path);
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return follow(parent, [...path, parent.name.text]);
    if (ts.isElementAccessExpression(parent) && parent.expression === node)
      return follow(parent, [...path, keyOf(parent)]);
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) return bind(parent.name, path);
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === node
    )
      return ts.isIdentifier(parent.left) ? uses(parent.left, path) : void paths.push([...path]);
    if (ts.isExpressionStatement(parent)) return;
    paths.push([...path]);
  };
  const bind = (name: ts.BindingName, path: readonly string[]): void => {
    if (ts.isIdentifier(name)) return uses(name, path);
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.dotDotDotToken) paths.push([...path]);
      else if (ts.isArrayBindingPattern(name)) bind(element.name, [...path, `${name.elements.indexOf(element)}`]);
      else bind(element.name, [...path, (element.propertyName ?? element.name).getText()]);
    }
  };
  const uses = (name: ts.Identifier, path: readonly string[]): void => {
    const scope = ts.findAncestor(name, ts.isFunctionLike) ?? name.getSourceFile();
    const found: ts.Identifier[] = [];
    let bindings = 0;
    walkNodes(scope, (it) => {
      if (!ts.isIdentifier(it) || it.text !== name.text || isMemberName(it)) return;
      if (isBinding(it)) bindings++;
      else if (!isAssigned(it)) found.push(it);
    });
    if (bindings > 1) lost = `${name.text} is bound more than once in this function`;
    for (const it of found) {
      if (ts.isShorthandPropertyAssignment(it.parent)) paths.push([...path]);
      else follow(it, path);
    }
  };
  follow(call, []);
  return { paths, lost };
}

/** The parent has the same value, or one of its parts has. */
const isTransparent = (node: ts.Expression, parent: ts.Node): parent is ts.Expression =>
  ts.isParenthesizedExpression(parent) ||
  ts.isAwaitExpression(parent) ||
  ts.isAsExpression(parent) ||
  ts.isTypeAssertionExpression(parent) ||
  ts.isNonNullExpression(parent) ||
  ts.isSatisfiesExpression(parent) ||
  (ts.isBinaryExpression(parent) &&
    parent.left === node &&
    [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(parent.operatorToken.kind));

const keyOf = ({ argumentExpression: key }: ts.ElementAccessExpression): string =>
  ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : "*";

const isMemberName = ({ parent, text }: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(parent) && parent.name.text === text && parent.expression.getText() !== text) ||
  ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent)) &&
    parent.name.getText() === text &&
    (!ts.isPropertyAssignment(parent) || parent.initializer.getText() !== text)) ||
  (ts.isBindingElement(parent) && parent.propertyName?.getText() === text && parent.name.getText() !== text);

const isBinding = (name: ts.Identifier): boolean =>
  (ts.isVariableDeclaration(name.parent) || ts.isParameter(name.parent) || ts.isBindingElement(name.parent)) &&
  name.parent.name === name;

const isAssigned = ({ parent }: ts.Identifier): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isIdentifier(parent.left);
