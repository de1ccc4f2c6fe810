import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { isFunctionNode, oneLine } from "../source/syntax.ts";
import type { Env } from "../source/values/value.ts";
import { END, type GraphModel, START } from "./graph-model.ts";

const NAME_LIMIT = 60;
const CALLBACKS = /^(forEach|map|flatMap|reduce)$/;

/** Names as far as they are known, and whether that is all of them. */
export interface KnownNames {
  readonly texts: readonly string[];
  readonly complete: boolean;
}

/** A name for what has one only at run time: the expression it comes from, in angle brackets, which no node can be called. */
export const runTimeName = (node: ts.Node): string => `<${oneLine(node, NAME_LIMIT)}>`;

/** True for a name made by {@link runTimeName}. */
export const isRunTimeName = (name: string): boolean => name.startsWith("<") && name.endsWith(">");

/** The constant names of an expression; where there is none at all, the expression itself. */
export const namesOf = (analysis: Analysis, node: ts.Expression, env: Env | undefined): KnownNames => {
  const { texts, complete } = analysis.values.texts(node, env);
  const named = texts.filter((text) => text !== ""); // half-written code: no node has such a name
  return complete || named.length ? { texts: named, complete } : { texts: [runTimeName(node)], complete: false };
};

/** True for code that runs once for each element of something: what it names may be many. */
export const isInLoop = (node: ts.Node): boolean => {
  for (let at = node; at.parent; at = at.parent) {
    if (ts.isIterationStatement(at.parent, false)) return true;
    if (!isFunctionNode(at)) continue;
    const call = at.parent;
    const callee = ts.isCallExpression(call) ? call.expression : undefined;
    return callee !== undefined && ts.isPropertyAccessExpression(callee) && CALLBACKS.test(callee.name.text);
  }
  return false;
};

/**
 * Edges whose end is a name that no node was added under are about the nodes that exist only at run time, where there
 * are any: every one of them but the other end.
 */
export const resolveRunTimeEnds = (graph: GraphModel): void => {
  const nodes = [...graph.nodes.keys()].filter(isRunTimeName);
  const standFor = (name: string, other: string): readonly string[] =>
    graph.nodes.has(name) || name === START || name === END || (!nodes.length && !isRunTimeName(name))
      ? [name]
      : nodes.filter((n) => n !== other);
  const edges = graph.edges.flatMap((edge) =>
    standFor(edge.from, edge.to).flatMap((from) => standFor(edge.to, edge.from).map((to) => ({ ...edge, from, to }))),
  );
  graph.edges.splice(0, graph.edges.length, ...edges);
};
