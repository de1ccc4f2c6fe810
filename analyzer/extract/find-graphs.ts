import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { kindsOfType } from "../source/kinds-of-type.ts";
import { hasRole, surfaceOf } from "../source/surface-of.ts";
import { bare } from "../source/syntax.ts";
import type { Env } from "../source/values/value.ts";
import { addConditional, addEdges, addNodes } from "./graph-calls.ts";
import type { GraphModel } from "./graph-model.ts";
import { END, START } from "./graph-model.ts";
import { loopEnvironments } from "./loop-environments.ts";
import { resolveRunTimeEnds } from "./run-time-names.ts";

const GRAPH_CALLS = [
  "addNode",
  "addEdge",
  "addConditionalEdges",
  "addSequence",
  "setEntryPoint",
  "setFinishPoint",
  "setConditionalEntryPoint",
  "compile",
];

/** Every graph that the code builds by hand, with its nodes, edges and routes; loops over constants are unrolled. */
export const findGraphs = (analysis: Analysis): GraphModel[] => {
  const graphs = new Map<ts.Node, GraphModel>();
  for (const node of analysis.references.nodes) {
    if (!ts.isNewExpression(node) || !mayBeBuilder(analysis, bare(node.expression))) continue;
    const type = madeBy(analysis, node);
    if (kindsOfType(analysis.checker, type).has("builder")) graphs.set(node, emptyGraph(analysis, node, type));
  }
  if (!graphs.size) return [];
  for (const call of graphCalls(analysis)) applyCall(analysis, graphs, call);
  for (const call of swarmRouters(analysis)) applySwarmRouter(analysis, graphs, call);
  for (const graph of graphs.values()) resolveRunTimeEnds(graph);
  return [...graphs.values()];
};

/** Also what `new (StateGraph as any)(…)` makes: a cast hides the class from types only. */
const madeBy = ({ checker }: Analysis, node: ts.NewExpression): ts.Type => {
  const type = checker.getTypeAtLocation(node);
  const callee = bare(node.expression);
  if (callee === node.expression || !(type.flags & ts.TypeFlags.Any)) return type;
  return checker.getTypeAtLocation(callee).getConstructSignatures()[0]?.getReturnType() ?? type;
};

const mayBeBuilder = (analysis: Analysis, callee: ts.Expression): boolean => {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : bare(callee);
  if (ts.isIdentifier(name) && !analysis.references.surfaceNames.has(name.text)) return false;
  // what the class makes costs little; the type of the whole expression has the checker look at every argument
  const made = analysis.checker.getTypeAtLocation(callee).getConstructSignatures();
  return !made.length || made.some((s) => kindsOfType(analysis.checker, s.getReturnType()).has("builder"));
};

const emptyGraph = (analysis: Analysis, node: ts.NewExpression, type: ts.Type): GraphModel => ({
  origin: node,
  kind: surfaceOf(analysis.references, node.expression)?.name ?? bare(node.expression).getText(),
  nodes: new Map(),
  edges: [],
  routes: [],
  joins: new Set(),
  repeated: new Set(),
  dynamic: [],
  several: new Set(),
  parentHops: [],
  compiles: [],
  state: stateType(analysis, node, type),
});

const stateType = (analysis: Analysis, node: ts.NewExpression, type: ts.Type): ts.Type | undefined => {
  const marker = analysis.checker.getPropertyOfType(type, "$state");
  const state = marker && analysis.checker.getTypeOfSymbolAtLocation(marker, node);
  return state && !(state.flags & ts.TypeFlags.Any) ? state : undefined;
};

/** Graph-building calls in source order: chained calls nest, so the end of a call orders them. */
const graphCalls = (analysis: Analysis): ts.CallExpression[] => {
  const calls: ts.CallExpression[] = [];
  for (const name of GRAPH_CALLS)
    for (const id of analysis.references.named(name)) {
      const access = id.parent;
      if (!ts.isPropertyAccessExpression(access) || access.name !== id) continue;
      if (ts.isCallExpression(access.parent) && access.parent.expression === access) calls.push(access.parent);
    }
  const order = new Map(analysis.loaded.sourceFiles.map((file, index) => [file, index]));
  return calls.sort(
    (a, b) => (order.get(a.getSourceFile()) ?? 0) - (order.get(b.getSourceFile()) ?? 0) || a.end - b.end,
  );
};

/** `addActiveAgentRouter(builder, {routeTo})` of the swarm package. */
const swarmRouters = (analysis: Analysis): ts.CallExpression[] =>
  analysis.references.nodes.filter(
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) && hasRole(analysis.references, node.expression, "swarm-router"),
  );

/** Conditional edges from the start to the agent that was active last. */
const applySwarmRouter = (
  analysis: Analysis,
  graphs: ReadonlyMap<ts.Node, GraphModel>,
  call: ts.CallExpression,
): void => {
  const [builder, options] = call.arguments;
  if (!builder || !options) return;
  const names = analysis.values
    .property(analysis.values.of(options), "routeTo", options)
    .flatMap((v) => (v.t === "array" ? v.items.flat() : [v]));
  for (const graph of receivers(analysis, graphs, builder, undefined))
    for (const name of names)
      if (name.t === "text")
        graph.edges.push({ from: START, to: name.text, kind: "conditional", label: null, place: call });
};

const applyCall = (analysis: Analysis, graphs: ReadonlyMap<ts.Node, GraphModel>, call: ts.CallExpression): void => {
  const callee = call.expression as ts.PropertyAccessExpression; // graphCalls yields property calls only
  for (const env of loopEnvironments(analysis, call))
    for (const graph of receivers(analysis, graphs, callee.expression, env))
      addCall(analysis, graph, call, callee.name.text, env);
};

/** The graphs that a receiver may be, traced through chained calls, variables, fields and helper functions. */
const receivers = (
  analysis: Analysis,
  graphs: ReadonlyMap<ts.Node, GraphModel>,
  receiver: ts.Expression,
  env: Env | undefined,
): Set<GraphModel> => {
  const found = new Set<GraphModel>();
  for (const value of analysis.values.of(receiver, env)) {
    const graph = value.t === "made" ? graphs.get(value.node) : undefined;
    if (graph) found.add(graph);
  }
  return found;
};

const addCall = (
  analysis: Analysis,
  graph: GraphModel,
  call: ts.CallExpression,
  method: string,
  env: Env | undefined,
): void => {
  const [first, second] = call.arguments;
  switch (method) {
    case "compile":
      if (!graph.compiles.includes(call)) graph.compiles.push(call);
      return;
    case "addNode":
    case "addSequence":
      return addNodes(analysis, graph, call, env, method === "addSequence");
    case "addEdge":
      return first && second ? addEdges(analysis, graph, call, { from: first, to: second }, env) : undefined;
    case "setEntryPoint":
      return first ? addEdges(analysis, graph, call, { from: START, to: first }, env) : undefined;
    case "setFinishPoint":
      return first ? addEdges(analysis, graph, call, { from: first, to: END }, env) : undefined;
    case "setConditionalEntryPoint":
      return first ? addConditional(analysis, graph, call, { from: START, path: first, map: second }, env) : undefined;
    default:
      return addConditionalCall(analysis, graph, call, env);
  }
};

/** `addConditionalEdges(from, path, map)` or its object form `{source, path, pathMap}`. */
const addConditionalCall = (
  analysis: Analysis,
  graph: GraphModel,
  call: ts.CallExpression,
  env: Env | undefined,
): void => {
  const [first, second, third] = call.arguments;
  if (first && second) return addConditional(analysis, graph, call, { from: first, path: second, map: third }, env);
  const options = first && bare(first);
  if (!options || !ts.isObjectLiteralExpression(options)) return;
  const parts = new Map<string, ts.Expression>();
  for (const property of options.properties)
    if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name))
      parts.set(property.name.text, property.initializer);
  const [source, path] = [parts.get("source"), parts.get("path")];
  if (source && path) addConditional(analysis, graph, call, { from: source, path, map: parts.get("pathMap") }, env);
};
