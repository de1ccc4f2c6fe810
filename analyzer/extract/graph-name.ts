import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { enclosingFunction, propertyName } from "../source/syntax.ts";
import type { GraphModel } from "./graph-model.ts";
import { langgraphName } from "./langgraph-json.ts";

/** A name a person would know the graph by: the compile option, else the variable, field or function that holds it. */
export const graphName = (analysis: Analysis, graph: GraphModel): string | null => {
  const given = langgraphName(analysis, graph);
  if (given) return given;
  for (const compile of graph.compiles)
    for (const argument of compile.arguments) {
      const named = analysis.values
        .property(analysis.values.of(argument), "name", argument)
        .find((v) => v.t === "text");
      if (named?.t === "text") return named.text;
    }
  for (const node of [...graph.compiles, graph.origin]) {
    const holder = holderName(node);
    if (holder) return holder;
  }
  return null;
};

/** Name of the variable, field or function that an expression ends up in. */
export const holderName = (node: ts.Node): string | undefined => {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isVariableDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isPropertyAssignment(at))
      return propertyName(at.name);
    if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      return ts.isPropertyAccessExpression(at.left)
        ? at.left.name.text
        : ts.isIdentifier(at.left)
          ? at.left.text
          : undefined;
    if (ts.isReturnStatement(at) || ts.isArrowFunction(at)) {
      const fn = ts.isArrowFunction(at) ? at : enclosingFunction(at);
      const own = fn && !ts.isConstructorDeclaration(fn) && fn.name ? propertyName(fn.name) : undefined;
      return own ?? (fn && ts.isVariableDeclaration(fn.parent) ? propertyName(fn.parent.name) : undefined);
    }
    if (ts.isBlock(at) || ts.isSourceFile(at)) return undefined;
  }
  return undefined;
};
