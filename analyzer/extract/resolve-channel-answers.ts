import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, returnedExpressions } from "../source/syntax.ts";
import { literalTexts } from "../source/values/literal-texts.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { settledChannels } from "./channel-settles.ts";
import { type GraphModel, type GraphRoute, START } from "./graph-model.ts";

/**
 * Completes routers that answer with a channel (`state => state.next`): when the node before always writes the channel, and
 * constants only, or every node that writes it does, those are the answers; else those that the router's declared result
 * lists. At the entry whoever runs the
 * graph may have written the channel: there only the declared result is all.
 */
export const resolveChannelAnswers = (analysis: Analysis, graph: GraphModel): void => {
  const settles = settledChannels(analysis, graph);
  graph.routes.forEach((route, index) => {
    if (route.complete || route.map) return;
    const written = allOf(route, (fn) => answersOfRouter({ analysis, graph, settles, from: route.from, fn }));
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
  const kind = complete && targets.length === 1 ? "static" : "conditional";
  for (const to of targets)
    if (!graph.edges.some((e) => e.from === route.from && e.to === to))
      graph.edges.push({ from: route.from, to, kind, label: null, place: route.place });
  const open = complete ? graph.dynamic.findIndex((d) => d.what === "target" && d.place === route.expr) : -1;
  if (open >= 0) graph.dynamic.splice(open, 1);
};

/** The constants that a router's declared result lists: `(s: S): "a" | "b" => …`. */
const declaredAnswers = ({ checker }: Analysis, { type }: FunctionNode): readonly string[] | undefined => {
  const declared = type && checker.getTypeFromTypeNode(type);
  return declared && literalTexts(checker.getAwaitedType(declared) ?? declared);
};

/** One router's function after one node. */
interface Router {
  readonly analysis: Analysis;
  readonly graph: GraphModel;
  /** Whether the newest write of a channel is what is read next. */
  readonly settles: (channel: string) => boolean;
  readonly from: string;
  readonly fn: FunctionNode;
}

/** The constants that a router may return; undefined where one is neither a constant nor a channel of constants. */
const answersOfRouter = (router: Router): readonly string[] | undefined => {
  const { values } = router.analysis;
  const found: string[] = [];
  for (const returned of returnedExpressions(router.fn)) {
    const known = values.texts(returned);
    if (known.complete) {
      found.push(...known.texts);
      continue;
    }
    for (const part of alternatives(returned)) {
      const texts = values.texts(part);
      const written = texts.complete ? texts.texts : channelConstants(router, part);
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

/** All constants that may be in the channel that an expression reads off the router's state. */
const channelConstants = (router: Router, node: ts.Expression): readonly string[] | undefined => {
  const state = router.fn.parameters[0]?.name;
  if (!ts.isPropertyAccessExpression(node) || !state || node.expression.getText() !== state.getText()) return undefined;
  const { graph, settles, from } = router;
  const channel = node.name.text;
  const before = graph.nodes.get(from)?.functions ?? [];
  const own = settles(channel) ? writtenBy(router, before, channel) : undefined;
  if (own?.always) return own.texts;
  const all = [...graph.nodes.values()].flatMap(({ functions }) => functions);
  const written = writtenBy(router, all, channel);
  return written?.texts.length ? written.texts : undefined;
};

/** The constants that functions write into a channel, and whether each return of theirs does; undefined where one may be none. */
const writtenBy = (
  { analysis }: Router,
  functions: readonly FunctionNode[],
  channel: string,
): { readonly texts: readonly string[]; readonly always: boolean } | undefined => {
  const texts = new Set<string>();
  let always = functions.length > 0 && functions.every(({ body }) => body !== undefined && endsInReturn(body));
  for (const returned of functions.flatMap((fn) => returnedExpressions(fn)))
    for (const object of analysis.values.of(returned)) {
      if (object.t === "unknown") return undefined;
      const written = object.t === "object" ? analysis.values.property([object], channel, returned) : [];
      always &&= written.length > 0 && written.every((value) => value.t === "text");
      for (const value of written) {
        if (value.t === "text") texts.add(value.text);
        else if (value.t !== "literal") return undefined;
      }
    }
  return { texts: [...texts], always };
};

/** False where code may run off the end and give nothing. */
const endsInReturn = (node: ts.Node): boolean => {
  if (ts.isExpression(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
  if (ts.isBlock(node)) return node.statements.some(endsInReturn);
  if (ts.isIfStatement(node))
    return endsInReturn(node.thenStatement) && node.elseStatement !== undefined && endsInReturn(node.elseStatement);
  return (
    ts.isTryStatement(node) &&
    endsInReturn(node.tryBlock) &&
    (!node.catchClause || endsInReturn(node.catchClause.block))
  );
};
