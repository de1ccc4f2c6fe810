import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { bare, isFunctionNode, propertyName } from "../source/syntax.ts";
import { rolesAround } from "./graphs-around.ts";
import type { Walker } from "./item.ts";
import { mayBeState } from "./state-origin.ts";
import { graphOfValue, parentGraphs } from "./sub-graphs.ts";

/** A place that reads a channel. */
export type Reader =
  | { readonly how: "access"; readonly node: ts.Node }
  | { readonly how: "binding"; readonly node: ts.BindingElement };

type Context = Pick<Walker, "analysis" | "roles" | "graphs">;

const memo = new WeakMap<GraphModel, Map<string, readonly Reader[]>>();

/** Every place that reads `channel` of this graph's state: in nodes, routers, their helpers, and callers of the graph. */
export const channelReaders = (walker: Context, graph: GraphModel, channel: string): readonly Reader[] => {
  let byChannel = memo.get(graph);
  if (!byChannel) {
    byChannel = new Map();
    memo.set(graph, byChannel);
  }
  const known = byChannel.get(channel);
  if (known) return known;
  const readers = findReaders(walker, graph, channel);
  byChannel.set(channel, readers);
  return readers;
};

const findReaders = (walker: Context, graph: GraphModel, channel: string): readonly Reader[] => {
  const readers: Reader[] = [];
  const declarations = channelDeclarations(walker, graph, channel);
  for (const id of walker.analysis.references.named(channel)) {
    const parent = id.parent;
    if (ts.isPropertyAccessExpression(parent) && parent.name === id) {
      if (!isWrite(parent) && isChannel(walker, graph, id, parent.expression, declarations))
        readers.push({ how: "access", node: parent });
    } else if (
      ts.isBindingElement(parent) &&
      propertyNameOf(parent) === id.text &&
      (parent.propertyName === id || !parent.propertyName)
    ) {
      const source = patternSource(parent.parent);
      if (source && isPatternOfState(walker, graph, source, parent, declarations))
        readers.push({ how: "binding", node: parent });
    }
  }
  return readers;
};

const propertyNameOf = (element: ts.BindingElement): string | undefined =>
  propertyName(element.propertyName ?? element.name);

const isWrite = (access: ts.Node): boolean => {
  const parent = access.parent;
  return (
    ts.isBinaryExpression(parent) && parent.left === access && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
};

/** Declarations of the channel: in the schema, and in the types that nodes and routers give their state parameter. */
const channelDeclarations = (walker: Context, graph: GraphModel, channel: string): ReadonlySet<ts.Declaration> => {
  const found = new Set<ts.Declaration>();
  const add = (type: ts.Type | undefined) => {
    for (const d of (type && walker.analysis.checker.getPropertyOfType(type, channel))?.declarations ?? [])
      found.add(d);
  };
  add(graph.state);
  for (const parameter of stateParameters(graph))
    if (parameter.type) add(walker.analysis.checker.getTypeAtLocation(parameter));
  return found;
};

/** First parameters of everything that the graph hands its state to. */
const stateParameters = (graph: GraphModel): ts.ParameterDeclaration[] => {
  const functions = [
    ...[...graph.nodes.values()].flatMap((n) => n.functions),
    ...graph.routes.flatMap((r) => r.functions),
  ];
  return functions.flatMap((fn) => (fn.parameters[0] ? [fn.parameters[0]] : []));
};

const isChannel = (
  walker: Context,
  graph: GraphModel,
  name: ts.Identifier,
  receiver: ts.Expression,
  declarations: ReadonlySet<ts.Declaration>,
): boolean => {
  const own = walker.analysis.references.symbolOf(name)?.declarations;
  if (own?.some((d) => declarations.has(d)))
    return inScope(walker, graph, name) && (hasRoleAround(walker, name) || mayBeState(walker.analysis, receiver));
  return isState(walker, graph, receiver, 0) && inScope(walker, graph, name);
};

/** Code with a role in another graph only does not read this graph's state, even if it shares the type. */
const inScope = (walker: Context, graph: GraphModel, node: ts.Node): boolean => {
  const roles = rolesAround(walker, node).flatMap((role) => (role.t === "tool" ? [] : [role.graph]));
  if (!roles.length) return true;
  const relatives = new Set<GraphModel>([graph, ...parentGraphs(walker.graphs, graph).map((p) => p.graph)]);
  return roles.some((g) => relatives.has(g) || parentGraphs(walker.graphs, g).some((p) => p.graph === graph));
};

const hasRoleAround = (walker: Context, node: ts.Node): boolean => rolesAround(walker, node).length > 0;

const MAX_DEPTH = 4;

/** True when an expression is the graph's state: its nodes' first parameter, handed on or copied, or what running it returns. */
const isState = (walker: Context, graph: GraphModel, node: ts.Expression, depth: number): boolean => {
  const at = bare(node);
  if (depth > MAX_DEPTH) return false;
  if (ts.isCallExpression(at)) return isResultOf(walker, graph, at);
  if (ts.isPropertyAccessExpression(at) && at.name.text === "values")
    return isState(walker, graph, at.expression, depth + 1);
  if (!ts.isIdentifier(at)) return false;
  const symbol = walker.analysis.references.symbolOf(at);
  return symbol?.declarations?.some((d) => isStateDeclaration(walker, graph, d, depth)) ?? false;
};

const isStateDeclaration = (
  walker: Context,
  graph: GraphModel,
  declaration: ts.Declaration,
  depth: number,
): boolean => {
  if (ts.isParameter(declaration)) {
    const fn = declaration.parent;
    if (!isFunctionNode(fn)) return false;
    const index = fn.parameters.indexOf(declaration);
    const roles = walker.roles.get(fn);
    if (index === 0 && roles?.some((r) => r.t !== "tool" && r.graph === graph)) return true;
    if (roles) return false;
    return walker.analysis.values.callers(fn).some((call) => {
      const argument = call.arguments?.[index];
      return argument !== undefined && !ts.isSpreadElement(argument) && isState(walker, graph, argument, depth + 1);
    });
  }
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = bare(declaration.initializer);
  if (!ts.isObjectLiteralExpression(initializer)) return isState(walker, graph, initializer, depth + 1);
  return initializer.properties.some(
    (p) => ts.isSpreadAssignment(p) && isState(walker, graph, p.expression, depth + 1),
  );
};

/** `graph.invoke(…)`, `graph.getState(…)`. */
const isResultOf = (walker: Context, graph: GraphModel, call: ts.CallExpression): boolean => {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(invoke|getState)$/.test(callee.name.text)) return false;
  return walker.analysis.values.of(callee.expression).some((v) => graphOfValue(walker.graphs, v) === graph);
};

const patternSource = (pattern: ts.BindingPattern): ts.ParameterDeclaration | ts.Expression | undefined => {
  const holder = pattern.parent;
  if (ts.isParameter(holder)) return holder;
  return ts.isVariableDeclaration(holder) ? holder.initializer : undefined;
};

const isPatternOfState = (
  walker: Context,
  graph: GraphModel,
  source: ts.ParameterDeclaration | ts.Expression,
  element: ts.BindingElement,
  declarations: ReadonlySet<ts.Declaration>,
): boolean => {
  const type = walker.analysis.checker.getTypeAtLocation(element.parent);
  const property = walker.analysis.checker.getPropertyOfType(type, propertyNameOf(element) ?? "");
  if (property?.declarations?.some((d) => declarations.has(d)))
    return (
      inScope(walker, graph, element) &&
      (ts.isParameter(source) || hasRoleAround(walker, element) || mayBeState(walker.analysis, source))
    );
  const state = ts.isParameter(source)
    ? isStateDeclaration(walker, graph, source, 0)
    : isState(walker, graph, source, 0);
  return state && inScope(walker, graph, element);
};
