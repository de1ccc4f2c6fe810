import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, returnedExpressions } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { GraphModel, GraphRoute } from "./graph-model.ts";

/**
 * Completes routers that answer with a channel (`state => state.next`): when every node that writes the channel gives it
 * constants, those are the answers.
 */
export const resolveChannelAnswers = (analysis: Analysis, graph: GraphModel): void => {
  graph.routes.forEach((route, index) => {
    if (route.complete || route.map) return;
    const answers = route.functions.map((fn) => answersOfRouter(analysis, graph, fn));
    if (!answers.length || answers.includes(undefined)) return;
    const targets = [...new Set(answers.flatMap((a) => a ?? []))].filter(
      (t) => graph.nodes.has(t) || t.startsWith("__"),
    );
    complete(graph, route, index, targets);
  });
};

const complete = (graph: GraphModel, route: GraphRoute, index: number, targets: readonly string[]): void => {
  graph.routes[index] = { ...route, targets, complete: true };
  for (const to of targets)
    if (!graph.edges.some((e) => e.from === route.from && e.to === to))
      graph.edges.push({ from: route.from, to, kind: "conditional", label: null, place: route.place });
  const open = graph.dynamic.findIndex((d) => d.what === "target" && d.place === route.expr);
  if (open >= 0) graph.dynamic.splice(open, 1);
};

/** The constants that a router may return; undefined where one is neither a constant nor a channel of constants. */
const answersOfRouter = (analysis: Analysis, graph: GraphModel, fn: FunctionNode): readonly string[] | undefined => {
  const found: string[] = [];
  for (const returned of returnedExpressions(fn)) {
    const known = analysis.values.texts(returned);
    if (known.complete) {
      found.push(...known.texts);
      continue;
    }
    for (const part of alternatives(returned)) {
      const texts = analysis.values.texts(part);
      const written = texts.complete ? texts.texts : channelConstants(analysis, graph, fn, part);
      if (!written) return undefined;
      found.push(...written);
    }
  }
  return found;
};

const alternatives = (node: ts.Expression): readonly ts.Expression[] => {
  const at = bare(node);
  if (ts.isConditionalExpression(at)) return [...alternatives(at.whenTrue), ...alternatives(at.whenFalse)];
  const either =
    ts.isBinaryExpression(at) &&
    (at.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
      at.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return either ? [...alternatives(at.left), ...alternatives(at.right)] : [at];
};

/** All constants that nodes write into the channel that an expression reads off the router's state. */
const channelConstants = (
  analysis: Analysis,
  graph: GraphModel,
  router: FunctionNode,
  node: ts.Expression,
): readonly string[] | undefined => {
  const state = router.parameters[0]?.name;
  if (!ts.isPropertyAccessExpression(node) || !state || node.expression.getText() !== state.getText()) return undefined;
  const texts = new Set<string>();
  for (const { functions } of graph.nodes.values())
    for (const fn of functions)
      for (const returned of returnedExpressions(fn))
        for (const object of analysis.values.of(returned)) {
          if (object.t === "unknown") return undefined;
          const written = object.t === "object" ? analysis.values.property([object], node.name.text, returned) : [];
          for (const value of written) {
            if (value.t === "text") texts.add(value.text);
            else if (value.t !== "literal") return undefined;
          }
        }
  return texts.size ? [...texts] : undefined;
};
