import { ts } from "ts-morph";
import type { TextEdit } from "../../kit/edit-plan.ts";
import { styleOf } from "../../kit/text-style.ts";
import { type GraphCall, uncast } from "./graph-calls.ts";

/** An edge that a loop adds among those of others. */
export interface LoopedEdge {
  readonly source: ts.SourceFile;
  /** The `addEdge` in the loop. */
  readonly found: GraphCall;
  readonly agent: string;
  /** What adds the agent's own edge instead. */
  readonly newCall: string;
}

const unlooped = (agent: string) =>
  `the edge of ${agent} is added in a way that cannot be taken apart; write it out first`;

/** Why an edge cannot be taken out of its loop; undefined where it can. */
export function whyInLoop({ found, agent }: LoopedEdge): string | undefined {
  const loop = loopOf(found);
  return loop && (ownStatement(found, loop) ?? loop.list) ? undefined : unlooped(agent);
}

/**
 * Takes agents out of one loop that adds the edges of all, such as `for (const w of workers) graph.addEdge(w, "boss")`, and
 * adds edges of their own behind the loop.
 */
export function edgesOutOfLoop(edges: readonly LoopedEdge[]): TextEdit[] {
  const [first] = edges;
  const loop = first && loopOf(first.found);
  if (!first || !loop) return [];
  const { source, found } = first;
  const { newline, quote, semicolon } = styleOf(source);
  const file = source.fileName;
  const names = edges.map((it) => `${quote}${it.agent}${quote}`);
  const variable = loop.variable.getText(source);
  const isOther = names.length === 1 ? `${variable} !== ${names[0]}` : `![${names.join(", ")}].includes(${variable})`;
  const lines = edges.map((it) => newline + indentAt(source, loop.statement) + it.newCall + semicolon).join("");
  const added = { file, start: loop.statement.end, end: loop.statement.end, text: lines };
  const own = ownStatement(found, loop);
  const at = own?.getStart(source) ?? loop.list?.end ?? 0;
  return [{ file, start: at, end: at, text: own ? `if (${isOther}) ` : `.filter((${variable}) => ${isOther})` }, added];
}

function loopOf({ call }: GraphCall): Loop | undefined {
  const looped = call.arguments[0];
  const variable = looped && uncast(looped);
  return variable && ts.isIdentifier(variable) ? loopOver(variable) : undefined;
}

/** The statement in the loop that adds the edge; undefined where the loop is nothing but it. */
function ownStatement({ call }: GraphCall, { statement }: Loop): ts.Statement | undefined {
  const own = statementOf(call);
  return own === statement ? undefined : own;
}

interface Loop {
  readonly variable: ts.Identifier;
  /** The whole loop. */
  readonly statement: ts.Statement;
  /** What it goes over, where it is a method's receiver. */
  readonly list: ts.Expression | undefined;
}

/** The loop that a name is the variable of: `for (const w of …)` or `….forEach((w) => …)`. */
function loopOver(variable: ts.Identifier): Loop | undefined {
  for (let at: ts.Node = variable; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isForOfStatement(at) && declares(at.initializer, variable.text))
      return { variable, statement: at, list: undefined };
    if (!(ts.isArrowFunction(at) || ts.isFunctionExpression(at))) continue;
    if (at.parameters[0]?.name.getText() !== variable.text) continue;
    const call = at.parent;
    const method =
      ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) ? call.expression : undefined;
    const statement =
      method?.name.text === "forEach" && ts.isExpressionStatement(call.parent) ? call.parent : undefined;
    return statement && method ? { variable, statement, list: method.expression } : undefined;
  }
  return undefined;
}

const declares = (initializer: ts.ForInitializer, name: string): boolean =>
  ts.isVariableDeclarationList(initializer) &&
  initializer.declarations.some((it) => ts.isIdentifier(it.name) && it.name.text === name);

/** The statement that is nothing but the call; undefined where the call is part of more. */
function statementOf(call: ts.CallExpression): ts.Statement | undefined {
  const assigned = ts.isBinaryExpression(call.parent) && call.parent.right === call ? call.parent : call;
  return ts.isExpressionStatement(assigned.parent) ? assigned.parent : undefined;
}

function indentAt(source: ts.SourceFile, node: ts.Node): string {
  const start = source.text.lastIndexOf("\n", node.getStart(source) - 1) + 1;
  return /^[ \t]*/.exec(source.text.slice(start).replace("\uFEFF", ""))?.[0] ?? "";
}
