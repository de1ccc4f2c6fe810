import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare, returnedExpressions, walk } from "../source/syntax.ts";
import type { Env, FunctionNode, Value } from "../source/values/value.ts";
import { END, type GraphModel } from "./graph-model.ts";

/** One `new Command({goto})` that a node may return. */
interface CommandUse {
  readonly node: ts.NewExpression;
  readonly env: Env | undefined;
}

/** Adds the edges that nodes take by returning a `Command`, and declared `ends` where the target is a run-time value. */
export const addCommandEdges = (analysis: Analysis, graph: GraphModel): void => {
  for (const node of [...graph.nodes.values()]) {
    let dynamic: ts.Node | undefined;
    const reached = new Map<string, { place: ts.Node; kind: "command" | "send" }>();
    for (const value of node.values.length
      ? node.values
      : node.functions.map((fn): Value => ({ t: "fn", node: fn, env: undefined })))
      for (const use of commandsOf(analysis, value, node.functions)) {
        const goto = option(use.node, "goto");
        if (!goto) continue;
        const targets = gotoTargets(analysis, goto, use.env);
        for (const [target, kind] of targets.names)
          if (!reached.has(target)) reached.set(target, { place: use.node, kind });
        if (!targets.complete) dynamic ??= goto;
      }
    if (dynamic && node.ends.length)
      for (const end of node.ends) reached.set(end, reached.get(end) ?? { place: node.place, kind: "command" });
    else if (dynamic) graph.dynamic.push({ what: "target", place: dynamic });
    if (dynamic && !node.ends.length)
      graph.routes.push({
        from: node.name,
        place: dynamic,
        functions: [],
        expr: undefined,
        map: undefined,
        targets: [...reached.keys()],
        complete: false,
      });
    for (const [to, how] of reached)
      graph.edges.push({ from: node.name, to, kind: how.kind, label: null, place: how.place });
  }
};

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

const gotoTargets = (
  analysis: Analysis,
  goto: ts.Expression,
  env: Env | undefined,
): { names: Map<string, "command" | "send">; complete: boolean } => {
  const names = new Map<string, "command" | "send">();
  let complete = true;
  for (const value of flattened(analysis.values.of(goto, env))) {
    if (value.t === "text") names.set(value.text, "command");
    else if (value.t === "made" && hasRole(analysis.references, value.node.expression, "send")) {
      const first = value.node.arguments?.[0];
      const sent = first ? analysis.values.texts(first, value.env) : { texts: [], complete: false };
      for (const text of sent.texts) names.set(text, "send");
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
  return { names, complete };
};
