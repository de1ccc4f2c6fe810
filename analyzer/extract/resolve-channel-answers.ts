import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, returnedExpressions } from "../source/syntax.ts";
import { literalTexts } from "../source/values/literal-texts.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { type GraphModel, type GraphRoute, START } from "./graph-model.ts";

/**
 * Completes routers that answer with a channel (`state => state.next`): when every node that writes the channel gives it
 * constants, those are the answers; else those that the router's declared result lists. At the entry whoever runs the
 * graph may have written the channel: there only the declared result is all.
 */
export const resolveChannelAnswers = (analysis: Analysis, graph: GraphModel): void => {
  graph.routes.forEach((route, index) => {
    if (route.complete || route.map) return;
    const written = allOf(route, (fn) => answersOfRouter(analysis, graph, fn));
    const declared = allOf(route, (fn) => declaredAnswers(analysis, fn));
    const all = route.from === START ? declared : (written ?? declared);
    const known = (all ?? written ?? []).filter((t) => graph.nodes.has(t) || t.startsWith("__"));
    if (!known.length && !all) return;
    addAnswers(graph, route, index, { targets: known, complete: all !== undefined });
  });
};

/** What each function of a router answers, together; undefined where one is not known. */
const allOf = (
  route: GraphRoute,
  answers: (fn: FunctionNode) => readonly string[] | undefined,
): readonly string[] | undefined => {
  const found = route.functions.map(answers);
  return found.length && !found.includes(undefined) ? [...new Set(found.flatMap((a) => a ?? []))] : undefined;
};

const addAnswers = (
  graph: GraphModel,
  route: GraphRoute,
  index: number,
  { targets, complete }: Pick<GraphRoute, "targets" | "complete">,
): void => {
  graph.routes[index] = { ...route, targets, complete };
  for (const to of targets)
    if (!graph.edges.some((e) => e.from === route.from && e.to === to))
      graph.edges.push({ from: route.from, to, kind: "conditional", label: null, place: route.place });
  const open = complete ? graph.dynamic.findIndex((d) => d.what === "target" && d.place === route.expr) : -1;
  if (open >= 0) graph.dynamic.splice(open, 1);
};

/** The constants that a router's declared result lists: `(s: S): "a" | "b" => …`. */
const declaredAnswers = ({ checker }: Analysis, { type }: FunctionNode): readonly string[] | undefined => {
  const declared = type && checker.getTypeFromTypeNode(type);
  return declared && literalTexts(checker.getAwaitedType(declared) ?? declared);
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
