import { ts } from "ts-morph";
import type { FunctionNode } from "./values/value.ts";

/** The expression without parentheses, casts, `!`, `satisfies` and `await`. */
export const bare = (node: ts.Expression): ts.Expression => {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isTypeAssertionExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isExpressionWithTypeArguments(at) ||
    ts.isAwaitExpression(at)
  )
    at = at.expression;
  return at;
};

/** True for a function that is declared `async`. */
export const isAsync = (fn: ts.Node): boolean =>
  ts.canHaveModifiers(fn) && (ts.getModifiers(fn)?.some((it) => it.kind === ts.SyntaxKind.AsyncKeyword) ?? false);

/** The outermost wrapper (parentheses, casts, `!`, `await`) around an expression. */
export const dressed = (node: ts.Node): ts.Node => {
  let at = node;
  while (
    at.parent &&
    (ts.isParenthesizedExpression(at.parent) ||
      ts.isAsExpression(at.parent) ||
      ts.isTypeAssertionExpression(at.parent) ||
      ts.isNonNullExpression(at.parent) ||
      ts.isSatisfiesExpression(at.parent) ||
      ts.isAwaitExpression(at.parent))
  )
    at = at.parent;
  return at;
};

/** True for nodes that {@link FunctionNode} covers. */
export const isFunctionNode = (node: ts.Node | undefined): node is FunctionNode =>
  node !== undefined && FUNCTION_KINDS.has(node.kind);

const FUNCTION_KINDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
]);

/** The nearest enclosing function, or undefined at module level. */
export const enclosingFunction = (node: ts.Node): FunctionNode | undefined => {
  for (let at = node.parent; at; at = at.parent) {
    if (isFunctionNode(at)) return at;
    if (ts.isClassLike(at) || ts.isSourceFile(at)) {
      if (ts.isClassLike(at)) continue;
      return undefined;
    }
  }
  return undefined;
};

/** Visits a tree without recursion, so deep generated code cannot blow the stack; `false` keeps out of a subtree. */
export const walk = (root: ts.Node, visit: (node: ts.Node) => boolean | undefined): void => {
  const stack: ts.Node[] = [root];
  const push = (child: ts.Node): void => void stack.push(child); // one for all nodes: there are millions
  while (stack.length) {
    const node = stack.pop() as ts.Node; // the loop's condition says that there is one
    if (visit(node) === false) continue;
    const first = stack.length;
    ts.forEachChild(node, push);
    // the first child is to be taken off first: what this node pushed is turned round in place
    for (let low = first, high = stack.length - 1; low < high; low++, high--) {
      const child = stack[low] as ts.Node; // both are inside
      stack[low] = stack[high] as ts.Node;
      stack[high] = child;
    }
  }
};

/** What a function returns: expressions of its own `return`s, or the body of a short arrow. */
export const returnedExpressions = (fn: FunctionNode): readonly ts.Expression[] => {
  const known = RETURNED.get(fn);
  if (known) return known;
  const found = findReturned(fn);
  RETURNED.set(fn, found);
  return found;
};

/** A function is asked about once for each of its calls. */
const RETURNED = new WeakMap<FunctionNode, readonly ts.Expression[]>();

const findReturned = (fn: FunctionNode): readonly ts.Expression[] => {
  if (!fn.body) return [];
  if (!ts.isBlock(fn.body)) return [fn.body];
  const found: ts.Expression[] = [];
  walk(fn.body, (node) => {
    if (node !== fn.body && (isFunctionNode(node) || ts.isClassLike(node))) return false;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    return true;
  });
  return found;
};

/** Name of a property, where it is written as a constant. */
export const propertyName = (name: ts.PropertyName | ts.BindingName | undefined): string | undefined => {
  if (!name) return undefined;
  if (
    ts.isIdentifier(name) ||
    ts.isPrivateIdentifier(name) ||
    ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name)
  )
    return ts.isIdentifier(name) && name.text === "" ? undefined : name.text; // the parser's stand-in where one is missing
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
};

/** Name of the function, method or class that encloses a node, outermost first, joined by dots; empty at module level. */
export const enclosingName = (node: ts.Node): string => {
  const names: string[] = [];
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isClassLike(at) || isFunctionNode(at)) {
      const own = ts.isConstructorDeclaration(at) ? "constructor" : propertyName(at.name);
      const holder = at.parent;
      const given =
        own ??
        (holder &&
        (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder))
          ? propertyName(holder.name)
          : undefined);
      if (given) names.unshift(given);
    }
  }
  return names.join(".");
};

/** The text of a node on one line, at most `limit` characters (120 by default). */
export const oneLine = (node: ts.Node, limit = 120): string => {
  const file = node.getSourceFile();
  const start = node.getStart(file);
  const text = file.text
    .slice(start, Math.min(node.end, start + limit * 4))
    .replace(/\s+/g, " ")
    .trim();
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
};
