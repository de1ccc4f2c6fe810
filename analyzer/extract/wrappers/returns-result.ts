import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, returnedExpressions, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import { collectNames } from "./parameter-names.ts";

/** Whether something made from the call's result is returned: names that hold it are followed inside the function. */
export const returnsResult = (analysis: Analysis, fn: FunctionNode, call: ts.Expression): boolean => {
  const holders = new Set<ts.Symbol>();
  const carries = (root: ts.Node): boolean => {
    let found = false;
    walk(root, (node) => {
      if (node === call) found = true;
      else if (ts.isIdentifier(node) && holders.size) {
        const symbol = analysis.references.symbolOf(node);
        if (symbol && holders.has(symbol)) found = true;
      }
      return !found;
    });
    return found;
  };
  for (let size = -1; size !== holders.size; ) {
    size = holders.size;
    if (fn.body)
      walk(fn.body, (node) => {
        if (ts.isVariableDeclaration(node) && node.initializer && carries(node.initializer))
          collectNames(analysis, node.name, holders);
        else if (
          ts.isBinaryExpression(node) &&
          node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
          ts.isIdentifier(node.left) &&
          carries(node.right)
        ) {
          const symbol = analysis.references.symbolOf(node.left);
          if (symbol) holders.add(symbol);
        }
        return true;
      });
  }
  return (
    returnedExpressions(fn).some(carries) ||
    (isFunctionNode(fn) && fn.body !== undefined && ts.isBlock(fn.body) && yieldsResult(fn.body, carries))
  );
};

const yieldsResult = (body: ts.Node, carries: (node: ts.Node) => boolean): boolean => {
  let found = false;
  walk(body, (node) => {
    if (ts.isYieldExpression(node) && node.expression && carries(node.expression)) found = true;
    return !found;
  });
  return found;
};
