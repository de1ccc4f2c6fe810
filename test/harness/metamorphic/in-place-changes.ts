import ts from "typescript";
import { type Metamorphism, perFile } from "./metamorphism.ts";
import { applyEdits, isSource, nodesOf, parse, type TextEdit } from "./text-edit.ts";

const change = (name: string, edits: (file: ts.SourceFile) => TextEdit[], head = ""): Metamorphism => ({
  name,
  apply: perFile((path, text) => {
    const found = edits(parse(path, text));
    return found.length ? applyEdits(text, found) + head : text;
  }, isSource),
});

/** Each function body begins with a log line that says nothing about the data. */
export const logLines = change("log lines added", (file) =>
  nodesOf(file).flatMap((node) => {
    if (
      !ts.isFunctionLike(node) ||
      !("body" in node) ||
      !node.body ||
      !ts.isBlock(node.body) ||
      ts.isConstructorDeclaration(node)
    )
      return [];
    const start = node.body.getStart() + 1;
    return [{ start, end: start, text: ' console.log("step");' }];
  }),
);

/** `await f(x)` becomes `await later(() => f(x))`, where the callback needs no more than the expression. */
export const awaitedInHelper = change(
  "awaited calls wrapped in a helper",
  (file) =>
    nodesOf(file).flatMap((node) => {
      if (!ts.isAwaitExpression(node) || !ts.isCallExpression(node.expression) || !isInsideFunction(node)) return [];
      if (
        nodesOf(node.expression).some(
          (n) => ts.isAwaitExpression(n) || ts.isYieldExpression(n) || (ts.isIdentifier(n) && n.text === "arguments"),
        )
      )
        return [];
      const { expression } = node;
      return [
        { start: expression.getStart(), end: expression.getStart(), text: "laterOn(() => " },
        { start: expression.end, end: expression.end, text: ")" },
      ];
    }),
  "\nasync function laterOn(run) { return await run(); }\n",
);

/** `await x` becomes `(await x)`. */
export const parenthesised = change("awaited results parenthesised", (file) =>
  nodesOf(file).flatMap((node) => {
    if (!ts.isAwaitExpression(node) || !isInsideFunction(node)) return [];
    return [
      { start: node.getStart(), end: node.getStart(), text: "(" },
      { start: node.end, end: node.end, text: ")" },
    ];
  }),
);

const isInsideFunction = (node: ts.Node): boolean => ts.findAncestor(node, (at) => ts.isFunctionLike(at)) !== undefined;
