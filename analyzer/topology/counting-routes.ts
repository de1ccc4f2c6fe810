import { ts } from "ts-morph";
import type { GraphModel, GraphRoute } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { bare, propertyName, returnedExpressions, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** Conditional edges that only compare a count of steps with a limit: they bound a loop, and decide nothing else. */
export const countingRoutes = (analysis: Analysis, graph: GraphModel): ReadonlySet<GraphRoute> => {
  const routes = graph.routes.filter((it) => it.functions.length > 0 && it.functions.every((fn) => fn.body));
  if (!routes.length) return new Set();
  const counters = countersOf(graph);
  return new Set(routes.filter((it) => it.functions.every((fn) => isCounting(analysis, fn, counters))));
};

/** Channels that every node which writes them counts on: `n: state.n + 1`, or sets to a number. */
const countersOf = (graph: GraphModel): ReadonlySet<string> => {
  const counted = new Set<string>();
  const other = new Set<string>();
  for (const node of graph.nodes.values())
    for (const fn of node.functions)
      for (const { name, value } of writtenBy(fn)) {
        if (isCountOf(value, name)) counted.add(name);
        else if (!isNumber(value)) other.add(name);
      }
  return new Set([...counted].filter((name) => !other.has(name)));
};

interface Written {
  readonly name: string;
  readonly value: ts.Expression;
}

/** What the object literals in a function's answers give to names, those inside a `Command` included. */
const writtenBy = (fn: FunctionNode): readonly Written[] => {
  const found: Written[] = [];
  for (const returned of returnedExpressions(fn))
    walk(returned, (node) => {
      if (ts.isPropertyAssignment(node)) {
        const name = propertyName(node.name);
        if (name !== undefined) found.push({ name, value: bare(node.initializer) });
      } else if (ts.isShorthandPropertyAssignment(node)) found.push({ name: node.name.text, value: node.name });
      return true;
    });
  return found;
};

/** `state.n + 1`, `(state.n ?? 0) + 1`. */
const isCountOf = (value: ts.Expression, channel: string): boolean =>
  ts.isBinaryExpression(value) &&
  /^[+-]$/.test(value.operatorToken.getText()) &&
  isNumber(bare(value.right)) &&
  channelIn(value.left) === channel;

const isNumber = (value: ts.Expression): boolean => ts.isNumericLiteral(value);

/** The channel that a counter is read from: `state.n`, `n`, `state.n ?? 0`. */
const channelIn = (value: ts.Expression): string | undefined => {
  const node = bare(value);
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\|)$/.test(node.operatorToken.getText()) && isNumber(bare(node.right)))
    return channelIn(node.left);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : undefined;
};

/** Every condition of the function compares a counter with what is no counter's business: a number, a setting. */
const isCounting = (analysis: Analysis, fn: FunctionNode, counters: ReadonlySet<string>): boolean => {
  const conditions: ts.Expression[] = [];
  let isOther = false;
  if (fn.body)
    walk(fn.body, (node) => {
      if (ts.isIfStatement(node)) conditions.push(node.expression);
      else if (ts.isConditionalExpression(node)) conditions.push(node.condition);
      else if (ts.isSwitchStatement(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node))
        isOther ||= !isLog(node);
      return !isOther;
    });
  return !isOther && conditions.length > 0 && conditions.every((it) => comparesCount(analysis, bare(it), counters));
};

const isLog = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && /^(console|log(ger)?)\./i.test(node.expression.getText());

const comparesCount = (analysis: Analysis, node: ts.Expression, counters: ReadonlySet<string>): boolean => {
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.getText();
  const sides = [bare(node.left), bare(node.right)];
  if (operator === "&&" || operator === "||") return sides.every((it) => comparesCount(analysis, it, counters));
  if (!/^[<>]=?$/.test(operator)) return false; // "=== 2" picks the second of several
  return sides.some((it) => isCounter(it, counters)) && sides.some((it) => isLimit(analysis, it, counters));
};

const isCounter = (side: ts.Expression, counters: ReadonlySet<string>): boolean => {
  const channel = channelIn(side);
  return channel !== undefined && counters.has(channel);
};

const isLimit = (analysis: Analysis, side: ts.Expression, counters: ReadonlySet<string>): boolean => {
  if (isCounter(side, counters)) return false;
  if (isNumber(side)) return true;
  const values = analysis.values.of(side);
  return values.length > 0 && values.every((it) => it.t === "literal" && typeof it.value === "number");
};
