import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { isFunctionNode, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** True where plain edges lead from an agent back to a node, and nowhere else, and that node asks a person first thing, always. */
export const returnsToPerson = (analysis: Analysis, graph: GraphModel, agent: string, asking: string): boolean => {
  const out = graph.edges.filter((it) => it.from === agent);
  const functions = graph.nodes.get(asking)?.functions ?? [];
  return (
    out.length > 0 &&
    out.every((it) => it.to === asking && it.kind === "static") &&
    !graph.routes.some((it) => it.from === agent) &&
    functions.length > 0 &&
    functions.every((fn) => asksAlways(analysis, fn))
  );
};

/** A statement of the function itself calls `interrupt()`, and none before it may return. */
const asksAlways = (analysis: Analysis, { body }: FunctionNode): boolean => {
  if (!body || !ts.isBlock(body)) return false;
  for (const statement of body.statements) {
    if ((ts.isVariableStatement(statement) || ts.isExpressionStatement(statement)) && asks(analysis, statement))
      return true;
    if (mayReturn(statement)) return false;
  }
  return false;
};

/** Branches of the statement may leave the call out. */
const asks = (analysis: Analysis, statement: ts.Statement): boolean => {
  let found = false;
  walk(statement, (node) => {
    if (
      isFunctionNode(node) ||
      ts.isConditionalExpression(node) ||
      ts.isBinaryExpression(node) ||
      ts.isOptionalChain(node)
    )
      return false;
    found ||= ts.isCallExpression(node) && hasRole(analysis.references, node.expression, "interrupt");
    return !found;
  });
  return found;
};

const mayReturn = (statement: ts.Statement): boolean => {
  let found = false;
  walk(statement, (node) => {
    if (isFunctionNode(node)) return false;
    found ||= ts.isReturnStatement(node);
    return !found;
  });
  return found;
};
