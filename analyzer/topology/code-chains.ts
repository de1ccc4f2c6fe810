import { ts } from "ts-morph";
import type { Chain, Hop } from "../../contracts/audited-app.ts";
import { END, type GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { propertyName, returnedExpressions } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { codeHops, standingBookkeeping } from "./hops/code-hops.ts";
import { returnPlaces } from "./hops/return-places.ts";

/** `if (!state.report) return "writer"`: the channel that is missing, and who is asked to fill it. */
interface Rung {
  readonly channel: string;
  readonly target: string;
}

/** Chains that code fixes, through the conductor: along its router's ladder, else hop by hop. */
export const codeChains = (analysis: Analysis, graph: GraphModel, conductor: string): Chain[] => {
  const ladder = codeChain(analysis, graph, conductor);
  if (!ladder) return chainsOfHops(codeHops(analysis, graph, conductor), conductor);
  const standing = standingBookkeeping(analysis, graph, conductor);
  const hops = ladder.agents.slice(1).map((to, at): Hop => {
    const from = ladder.agents[at] ?? "";
    return { from, to, always: false, ...standing, returns: returnPlaces(analysis, graph.nodes.get(from)) };
  });
  return [{ ...ladder, hops }];
};

/** Hops put end to end; where they go round, a chain ends before it meets itself. */
const chainsOfHops = (hops: readonly Hop[], conductor: string): Chain[] => {
  const next = new Map(hops.map((it) => [it.from, it]));
  const inner = new Set(hops.map((it) => it.to));
  const used = new Set<string>();
  const heads = [...hops.filter((it) => !inner.has(it.from)), ...hops].map((it) => it.from);
  return heads.flatMap((head): Chain[] => {
    const own: Hop[] = [];
    for (let hop = next.get(head); hop && !used.has(hop.from); hop = next.get(hop.to)) {
      used.add(hop.from);
      own.push(hop);
      if (hop.to === head) break;
    }
    const whole = own.at(-1)?.to === head ? own.slice(0, -1) : own;
    if (whole.length === 0) return [];
    const agents = [head, ...whole.map((it) => it.to)];
    const reason = `code of ${conductor} leads from each to the next, whatever the state holds`;
    return [{ agents, basis: "code", throughConductor: true, confidence: "proven", reason, hops: whole }];
  });
};

/**
 * A chain that code fixes: the conductor's router asks, in one order, for the first channel that is still empty, and
 * each worker always fills the channel that sent it. Undefined when any of this is not shown by the code.
 */
const codeChain = (analysis: Analysis, graph: GraphModel, conductor: string): Chain | undefined => {
  const routers = graph.routes.filter((r) => r.from === conductor).flatMap((r) => r.functions);
  const [router] = routers;
  const map = graph.routes.find((r) => r.from === conductor)?.map;
  const ends = new Set([END, ...[...(map ?? [])].filter(([, to]) => to === END).map(([answer]) => answer)]);
  const rungs = router && routers.length === 1 ? ladderOf({ analysis, router, ends }) : undefined;
  if (!rungs || rungs.length < 2) return undefined;
  const mapped = rungs.map((rung) => ({ ...rung, target: mappedTarget(graph, conductor, rung.target) }));
  if (new Set(mapped.map((r) => r.target)).size !== mapped.length) return undefined;
  const filled = mapped.every(
    (rung) =>
      alwaysWrites(graph, rung.target, rung.channel) &&
      graph.edges.some((e) => e.from === rung.target && e.to === conductor),
  );
  if (!filled) return undefined;
  const channels = mapped.map((r) => r.channel).join(", ");
  return {
    agents: mapped.map((r) => r.target),
    basis: "code",
    throughConductor: true,
    confidence: "proven",
    reason: `code after ${conductor} asks for the first empty one of ${channels}, and each agent always fills its own`,
  };
};

const mappedTarget = (graph: GraphModel, conductor: string, answer: string): string =>
  graph.routes.find((r) => r.from === conductor)?.map?.get(answer) ?? answer;

/** What a ladder is read from. */
interface Ladder {
  readonly analysis: Analysis;
  readonly router: FunctionNode;
  /** Answers that end the run. */
  readonly ends: ReadonlySet<string>;
}

/** The consecutive `if (missing) return name` of a router, as long as nothing else is between them. */
const ladderOf = (ladder: Ladder): readonly Rung[] | undefined => {
  const { analysis, router } = ladder;
  if (!router.body) return undefined;
  if (!ts.isBlock(router.body)) return conditionalRungs(ladder, router.body);
  const rungs: Rung[] = [];
  for (const statement of router.body.statements) {
    if (ts.isVariableStatement(statement)) continue;
    if (ts.isReturnStatement(statement)) {
      const last = statement.expression ? conditionalRungs(ladder, statement.expression) : [];
      return last ? [...rungs, ...last] : rungs.length >= 2 && isEnd(ladder, statement.expression) ? rungs : undefined;
    }
    const rung =
      ts.isIfStatement(statement) && !statement.elseStatement ? rungOf(analysis, router, statement) : undefined;
    if (!rung) return undefined;
    rungs.push(rung);
  }
  return rungs;
};

const isEnd = ({ analysis, ends }: Ladder, node: ts.Expression | undefined): boolean =>
  node === undefined || analysis.values.texts(node).texts.some((it) => ends.has(it));

const rungOf = (analysis: Analysis, router: FunctionNode, statement: ts.IfStatement): Rung | undefined => {
  const inner = ts.isBlock(statement.thenStatement) ? statement.thenStatement.statements[0] : statement.thenStatement;
  const returned = inner && ts.isReturnStatement(inner) ? inner.expression : undefined;
  const channel = missingChannel(router, statement.expression);
  const target = returned && analysis.values.texts(returned);
  return channel && target?.complete && target.texts.length === 1 && target.texts[0] !== undefined
    ? { channel, target: target.texts[0] }
    : undefined;
};

/** `!s.a ? "a" : !s.b ? "b" : END`; an end alone is an empty ladder. */
const conditionalRungs = (ladder: Ladder, node: ts.Expression): readonly Rung[] | undefined => {
  const { analysis, router } = ladder;
  if (ts.isParenthesizedExpression(node)) return conditionalRungs(ladder, node.expression);
  if (!ts.isConditionalExpression(node)) return isEnd(ladder, node) ? [] : undefined;
  const channel = missingChannel(router, node.condition);
  const target = analysis.values.texts(node.whenTrue);
  const rest = conditionalRungs(ladder, node.whenFalse);
  return channel && rest && target.complete && target.texts[0] !== undefined
    ? [{ channel, target: target.texts[0] }, ...rest]
    : undefined;
};

/** The channel that a condition finds empty: `!s.a`, `s.a === undefined`, `s.a == null`, `!s.a?.length`. */
const missingChannel = (router: FunctionNode, condition: ts.Expression): string | undefined => {
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken)
    return channelOf(router, condition.operand);
  if (!ts.isBinaryExpression(condition) || !/^={2,3}$/.test(condition.operatorToken.getText())) return undefined;
  const nothing =
    condition.right.kind === ts.SyntaxKind.NullKeyword ||
    condition.right.getText() === "undefined" ||
    condition.right.getText() === "0";
  return nothing ? channelOf(router, condition.left) : undefined;
};

const channelOf = (router: FunctionNode, node: ts.Expression): string | undefined => {
  const at = ts.isPropertyAccessExpression(node) && node.name.text === "length" ? node.expression : node;
  const parameter = router.parameters[0]?.name;
  if (ts.isPropertyAccessExpression(at))
    return parameter && ts.isIdentifier(parameter) && at.expression.getText() === parameter.text
      ? at.name.text
      : undefined;
  const destructured = parameter && ts.isObjectBindingPattern(parameter) ? parameter.elements : [];
  const element = ts.isIdentifier(at) ? destructured.find((e) => e.name.getText() === at.text) : undefined;
  return element ? propertyName(element.propertyName ?? element.name) : undefined;
};

/** Every `return` of the node's functions is an object literal with the channel, and none gives it nothing. */
const alwaysWrites = (graph: GraphModel, node: string, channel: string): boolean => {
  const functions = graph.nodes.get(node)?.functions ?? [];
  return (
    functions.length > 0 &&
    functions.every((fn) => {
      const returned = returnedExpressions(fn);
      return (
        returned.length > 0 &&
        returned.every((r) => {
          const at = ts.isParenthesizedExpression(r) ? r.expression : r;
          const property = ts.isObjectLiteralExpression(at)
            ? at.properties.find((p) => p.name && propertyName(p.name) === channel)
            : undefined;
          return (
            property !== undefined &&
            !(ts.isPropertyAssignment(property) && /^(undefined|null|""|'')$/.test(property.initializer.getText()))
          );
        })
      );
    })
  );
};
