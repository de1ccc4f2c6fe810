import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, propertyName } from "../source/syntax.ts";
import type { GraphModel } from "./graph-model.ts";

/**
 * True for channels of a graph in which the newest write is what is read next: those without a reducer, and with one that
 * takes the newer value. False where the declaration is not found.
 */
export const settledChannels = (analysis: Analysis, graph: GraphModel): ((channel: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (channel) => {
    const found = known.get(channel) ?? declared(analysis, graph, channel).some(isSettled);
    known.set(channel, found);
    return found;
  };
};

/** What a channel is declared by, in the schema that the graph is made with. */
const declared = (analysis: Analysis, graph: GraphModel, channel: string): ts.Expression[] =>
  (graph.origin.arguments ?? []).slice(0, 1).flatMap((schema) => {
    const values = analysis.values.of(schema);
    const literals = values.flatMap((value) => {
      if (value.t === "object") return [value.node];
      const argument = value.t === "made" ? value.node.arguments?.[0] : undefined;
      return argument ? analysis.values.of(argument).flatMap((it) => (it.t === "object" ? [it.node] : [])) : [];
    });
    return literals.flatMap(({ properties }) =>
      properties.flatMap((it) =>
        ts.isPropertyAssignment(it) && propertyName(it.name) === channel ? [it.initializer] : [],
      ),
    );
  });

const isSettled = (declaration: ts.Expression): boolean => {
  const node = bare(declaration);
  const text = node.getText();
  if (/^Annotation\b/.test(text)) {
    const options = ts.isCallExpression(node) ? node.arguments[0] : undefined;
    if (!options) return true;
    const reducer = ts.isObjectLiteralExpression(options)
      ? options.properties.find((it) => /^(reducer|value)$/.test(propertyName(it.name) ?? ""))
      : undefined;
    return reducer !== undefined && ts.isPropertyAssignment(reducer) && takesNewer(reducer.initializer);
  }
  // A schema of zod holds the newest value unless something registers more about it.
  return /^z\./.test(text) && !/langgraph|register|reducer|withReducer/.test(text);
};

/** `(old, newer) => newer`, `(old, newer) => newer ?? old`. */
const takesNewer = (reducer: ts.Expression): boolean => {
  const fn = bare(reducer);
  if (!ts.isArrowFunction(fn) || ts.isBlock(fn.body)) return false;
  const newer = fn.parameters[1]?.name.getText();
  const first = bare(fn.body);
  const taken =
    ts.isBinaryExpression(first) && first.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
      ? leftmost(first)
      : first;
  return newer !== undefined && taken.getText() === newer;
};

const leftmost = (node: ts.BinaryExpression): ts.Expression =>
  ts.isBinaryExpression(node.left) && node.left.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
    ? leftmost(node.left)
    : node.left;
