import ts from "typescript";
import { type Metamorphism, perFile } from "./metamorphism.ts";
import { applyEdits, isSource, nodesOf, parse, type TextEdit } from "./text-edit.ts";

type WithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

const change = (name: string, edits: (fn: WithBody) => TextEdit[]): Metamorphism => ({
  name,
  apply: perFile(
    (path, text) =>
      applyEdits(text, outermost(nodesOf(parse(path, text)).flatMap((n) => (hasBody(n) ? [edits(n)] : [])))),
    isSource,
  ),
});

/** `(s) => f(s.x)` becomes `(s) => { const { x: x_ } = s; return f(x_) }`. */
export const fieldsTakenFirst = change("fields of a parameter taken out first", (fn) => {
  const [parameter] = fn.parameters;
  if (!parameter || !ts.isIdentifier(parameter.name) || parameter.questionToken || ts.isConstructorDeclaration(fn))
    return [];
  const uses = usesOf(fn.body, parameter.name.text);
  const reads = uses.flatMap((use) => readOf(use) ?? []);
  if (uses.length === 0 || reads.length !== uses.length) return [];
  const names = [...new Set(reads.map((read) => read.name.text))];
  const taken = `const { ${names.map((name) => `${name}: ${name}_`).join(", ")} } = ${parameter.name.text};`;
  return [
    ...atHead(fn, taken),
    ...reads.map((read) => ({ start: read.getStart(), end: read.end, text: shorthand(read) })),
  ];
});

/** `({ x }) => f(x)` becomes `(whole) => { const x = whole.x; return f(x) }`. */
export const patternsTakenApart = change("patterns of a parameter taken apart", (fn) => {
  const [parameter] = fn.parameters;
  if (!parameter || !ts.isObjectBindingPattern(parameter.name) || ts.isConstructorDeclaration(fn)) return [];
  const parts = parameter.name.elements.map(simple);
  if (parts.length === 0 || parts.some((part) => part === null)) return [];
  const bare = ts.isArrowFunction(fn) && fn.parameters.length === 1 && !parameter.type && fn.getText().startsWith("{");
  if (bare) return [];
  return [
    { start: parameter.name.getStart(), end: parameter.name.end, text: "whole_" },
    ...atHead(fn, `const ${parts.join(", ")};`),
  ];
});

const simple = (element: ts.BindingElement): string | null => {
  if (element.dotDotDotToken || element.initializer || !ts.isIdentifier(element.name)) return null;
  const property = element.propertyName ?? element.name;
  return ts.isIdentifier(property) ? `${element.name.text} = whole_.${property.text}` : null;
};

/** Puts a statement before everything else in a body. */
const atHead = (fn: WithBody, statement: string): TextEdit[] => {
  const { body } = fn;
  if (ts.isBlock(body)) return [{ start: body.getStart() + 1, end: body.getStart() + 1, text: ` ${statement}` }];
  return [
    { start: body.getStart(), end: body.getStart(), text: `{ ${statement} return ` },
    { start: body.end, end: body.end, text: "; }" },
  ];
};

const hasBody = (node: ts.Node): node is WithBody =>
  ts.isFunctionLike(node) && "body" in node && node.body !== undefined;

/** Names in a body that stand for the parameter; its use under the same name for something else is taken as one, too. */
const usesOf = (body: ts.Node, name: string): ts.Identifier[] =>
  nodesOf(body).filter((node): node is ts.Identifier => {
    if (!ts.isIdentifier(node) || node.text !== name) return false;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
    return !(ts.isPropertyAssignment(parent) && parent.name === node);
  });

/** `s.x`, unless it is written, called, optional or typed. */
const readOf = (use: ts.Identifier): ts.PropertyAccessExpression | null => {
  const access = use.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== use || access.questionDotToken) return null;
  if (!ts.isIdentifier(access.name)) return null;
  const { parent } = access;
  if (ts.isCallExpression(parent) && parent.expression === access) return null;
  if (
    ts.isBinaryExpression(parent) &&
    parent.left === access &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  )
    return null;
  return access;
};

const shorthand = (read: ts.PropertyAccessExpression): string => `${read.name.text}_`;

/** Edits of functions that lie inside an edited one would overlap; the outer ones win. */
const outermost = (groups: readonly TextEdit[][]): TextEdit[] => {
  const kept: TextEdit[][] = [];
  for (const group of groups) {
    const [start, end] = [Math.min(...group.map((e) => e.start)), Math.max(...group.map((e) => e.end))];
    const overlaps = kept.some(
      (other) => other.some((e) => e.start < end && start < e.end) || other.some((e) => e.start === start),
    );
    if (group.length && !overlaps) kept.push(group);
  }
  return kept.flat();
};
