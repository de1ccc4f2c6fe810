import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare, enclosingFunction, returnedExpressions, walk } from "../source/syntax.ts";
import type { Env, FunctionNode, Value } from "../source/values/value.ts";
import { END, type GraphModel, type GraphNode } from "./graph-model.ts";
import { isSentOnce } from "./is-sent-once.ts";

/** One `new Command({goto})` that a node may return. */
interface CommandUse {
  readonly node: ts.NewExpression;
  readonly env: Env | undefined;
}

const PARENT = "__parent__";

/** The names that a `goto` may be. */
interface Targets {
  readonly names: ReadonlyMap<string, "command" | "send">;
  /** Those among the sent that are sent to at most once. */
  readonly once: ReadonlySet<string>;
  readonly complete: boolean;
}

/** Where one `Command` leads. */
interface CommandHop {
  readonly targets: Targets;
  readonly goto: ts.Expression;
  readonly place: ts.Node;
  /** True for `graph: Command.PARENT`: the hop is taken in the graph around this one. */
  readonly forParent: boolean;
}

/** Adds the edges that nodes take by returning a `Command`, and declared `ends` where the target is a run-time value. */
export const addCommandEdges = (analysis: Analysis, graph: GraphModel): void => {
  for (const node of [...graph.nodes.values()]) {
    let dynamic: ts.Node | undefined;
    const reached = new Map<string, { place: ts.Node; kind: "command" | "send" }>();
    for (const value of node.values.length
      ? node.values
      : node.functions.map((fn): Value => ({ t: "fn", node: fn, env: undefined })))
      for (const hop of commandHops(analysis, value, node.functions)) {
        if (hop.forParent) {
          for (const to of hop.targets.names.keys()) graph.parentHops.push({ from: node.name, to, place: hop.place });
          continue;
        }
        for (const [target, kind] of hop.targets.names) {
          if (!reached.has(target)) reached.set(target, { place: hop.place, kind });
          if (kind === "send" && !hop.targets.once.has(target)) graph.repeated.add(target);
        }
        if (!hop.targets.complete) dynamic ??= hop.goto;
      }
    if (dynamic) addDynamic(graph, node, dynamic, reached);
    for (const [to, how] of reached)
      graph.edges.push({ from: node.name, to, kind: how.kind, label: null, place: how.place });
  }
};

/** A target that is a run-time value: the declared `ends`, else an open route. */
const addDynamic = (
  graph: GraphModel,
  node: GraphNode,
  goto: ts.Node,
  reached: Map<string, { place: ts.Node; kind: "command" | "send" }>,
): void => {
  for (const end of node.ends) reached.set(end, reached.get(end) ?? { place: node.place, kind: "command" });
  if (node.ends.length && !node.endsOpen) return;
  addOpenHop(graph, node.name, goto, [...reached.keys()]);
};

/** A hop that a node takes by itself, to somebody who is known only at run time. */
export const addOpenHop = (graph: GraphModel, from: string, place: ts.Node, targets: readonly string[]): void => {
  graph.dynamic.push({ what: "target", place });
  graph.routes.push({
    from,
    place,
    functions: [],
    expr: undefined,
    map: undefined,
    targets,
    complete: false,
    byItself: true,
  });
};

/** Every hop that a function may take by a `Command` that it returns or makes. */
export const commandHops = (analysis: Analysis, value: Value, functions: readonly FunctionNode[]): CommandHop[] =>
  commandsOf(analysis, value, functions).flatMap(({ node, env }) => {
    const goto = option(node, "goto");
    if (!goto) return [];
    const graph = option(node, "graph");
    const forParent = graph !== undefined && analysis.values.texts(graph, env).texts.includes(PARENT);
    return [{ targets: gotoTargets(analysis, goto, env), goto, place: node, forParent }];
  });

const commandsOf = (analysis: Analysis, value: Value, functions: readonly FunctionNode[]): CommandUse[] => {
  const found = new Map<ts.Node, CommandUse>();
  const bodies = new Map<FunctionNode, Env | undefined>(functions.map((fn) => [fn, undefined]));
  if (value.t === "fn") bodies.set(value.node, value.env);
  for (const [fn, env] of bodies) {
    for (const returned of returnedExpressions(fn))
      for (const v of flattened(analysis.values.of(returned, env)))
        if (v.t === "made" && ts.isNewExpression(v.node) && hasRole(analysis.references, v.node.expression, "command"))
          found.set(v.node, { node: v.node, env: v.env });
    if (fn.body)
      walk(fn.body, (node) => {
        if (ts.isNewExpression(node) && !found.has(node) && hasRole(analysis.references, node.expression, "command"))
          found.set(node, { node, env });
        return true;
      });
  }
  return [...found.values()];
};

const flattened = (values: readonly Value[]): readonly Value[] =>
  values.flatMap((v) => (v.t === "array" ? v.items.flat() : [v]));

/** An option of the object literal handed to a constructor, as written. */
const option = (node: ts.NewExpression | ts.CallExpression, name: string): ts.Expression | undefined => {
  for (const argument of node.arguments ?? []) {
    const at = bare(argument);
    if (!ts.isObjectLiteralExpression(at)) continue;
    for (const property of at.properties) {
      if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer;
      if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name;
    }
  }
  return undefined;
};

const gotoTargets = (analysis: Analysis, goto: ts.Expression, env: Env | undefined): Targets => {
  const names = new Map<string, "command" | "send">();
  const once = new Set<string>();
  const around = enclosingFunction(goto);
  let complete = true;
  for (const value of flattened(analysis.values.of(goto, env))) {
    if (value.t === "text") names.set(value.text, "command");
    else if (value.t === "made" && hasRole(analysis.references, value.node.expression, "send")) {
      const first = value.node.arguments?.[0];
      const sent = first ? analysis.values.texts(first, value.env) : { texts: [], complete: false };
      for (const text of sent.texts) {
        names.set(text, "send");
        if (around && isSentOnce(value.node, around)) once.add(text);
      }
      complete &&= sent.complete;
    } else if (value.t !== "literal") {
      const typed = analysis.values.texts(goto, env);
      for (const text of typed.texts) names.set(text, "command");
      complete &&= typed.complete;
    }
  }
  if (names.has("__end__")) {
    names.delete("__end__");
    names.set(END, "command");
  }
  return { names, once, complete };
};
