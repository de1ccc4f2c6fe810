import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, propertyName, returnedExpressions } from "../source/syntax.ts";
import type { Env, FunctionNode, Value } from "../source/values/value.ts";
import { hasUnknownKeys, objectEntries } from "../source/values/value-items.ts";
import { addedKeys } from "./added-keys.ts";
import type { GraphModel, GraphNode } from "./graph-model.ts";
import { answersOf } from "./router-answers.ts";
import { runBy } from "./run-by.ts";
import { isInLoop, isRunTimeName, type KnownNames, namesOf, runTimeName } from "./run-time-names.ts";

/** A node name given as code, or as a constant by the framework (`START`, `END`). */
type NameSource = ts.Expression | string;

const textsOf = (analysis: Analysis, source: NameSource, env: Env | undefined): KnownNames =>
  typeof source === "string" ? { texts: [source], complete: true } : namesOf(analysis, source, env);

/** Adds what an `addNode` call (all its forms) or `addSequence` call adds. */
export const addNodes = (
  analysis: Analysis,
  graph: GraphModel,
  call: ts.CallExpression,
  env: Env | undefined,
  inSequence: boolean,
): void => {
  const [first, second, third] = call.arguments;
  if (!first) return;
  if (second && !ts.isObjectLiteralExpression(bare(first)) && !ts.isArrayLiteralExpression(bare(first))) {
    const names = namesOf(analysis, first, env);
    if (!names.complete) graph.dynamic.push({ what: "node", place: first });
    if (isInLoop(call)) for (const name of names.texts) if (isRunTimeName(name)) graph.several.add(name);
    for (const name of names.texts)
      addNode(
        graph,
        nodeOf(analysis, name, call, analysis.values.of(second, env), second, endsOf(analysis, third, env)),
      );
    return;
  }
  const added: string[] = [];
  for (const value of analysis.values.of(first, env)) {
    if (value.t === "object")
      for (const [name, values] of objectEntries(analysis.values, value))
        added.push(addNode(graph, nodeOf(analysis, name, call, values, memberExpression(value.node, name))));
    else if (value.t === "array")
      for (const item of value.items.flat()) added.push(...addPair(analysis, graph, call, item));
    else if (value.t === "fn" && value.node.name)
      added.push(addNode(graph, nodeOf(analysis, propertyName(value.node.name) ?? "", call, [value], first)));
    else graph.dynamic.push({ what: "node", place: first });
  }
  const names = added.filter((name) => name !== "");
  if (inSequence)
    for (const [i, to] of names.entries())
      if (i > 0) graph.edges.push({ from: names[i - 1] ?? "", to, kind: "static", label: null, place: call });
};

const memberExpression = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  for (const property of node.properties)
    if (ts.isPropertyAssignment(property) && propertyName(property.name) === name) return property.initializer;
  return undefined;
};

const addPair = (analysis: Analysis, graph: GraphModel, call: ts.CallExpression, item: Value): string[] => {
  if (item.t === "fn" && item.node.name)
    return [addNode(graph, nodeOf(analysis, propertyName(item.node.name) ?? "", call, [item], undefined))];
  const name = item.t === "array" ? item.items[0]?.find((v) => v.t === "text") : undefined;
  if (item.t !== "array" || name?.t !== "text") return [];
  return [addNode(graph, nodeOf(analysis, name.text, call, item.items[1] ?? [], undefined))];
};

const nodeOf = (
  analysis: Analysis,
  name: string,
  place: ts.Node,
  values: readonly Value[],
  expr: ts.Expression | undefined,
  ends: KnownNames = { texts: [], complete: true },
): GraphNode => {
  const functions = runBy(analysis, values, expr);
  return { name, place, values, functions, expr, ends: ends.texts, endsOpen: !ends.complete };
};

const addNode = (graph: GraphModel, node: GraphNode): string => {
  if (node.name === "") return ""; // half-written code: no node has such a name
  const known = graph.nodes.get(node.name);
  if (known && known.place !== node.place) {
    const values = [...known.values, ...node.values];
    graph.nodes.set(node.name, {
      ...known,
      values,
      functions: [...new Set([...known.functions, ...node.functions])],
      ends: [...known.ends, ...node.ends],
    });
  } else if (known)
    graph.nodes.set(node.name, { ...known, functions: [...new Set([...known.functions, ...node.functions])] });
  else graph.nodes.set(node.name, node);
  return node.name;
};

/** The `ends` option of an `addNode` call: a list of names, or an object whose keys are names. */
const endsOf = (analysis: Analysis, options: ts.Expression | undefined, env: Env | undefined): KnownNames => {
  const values = options ? analysis.values.property(analysis.values.of(options, env), "ends", options) : [];
  const texts: string[] = [];
  let complete = true;
  for (const value of values)
    if (value.t === "array") {
      for (const item of value.items.flat()) if (item.t === "text") texts.push(item.text);
      complete &&= !value.open && value.items.flat().every((v) => v.t === "text");
    } else if (value.t === "object") texts.push(...objectEntries(analysis.values, value).map(([key]) => key));
    else complete &&= value.t === "literal";
  return { texts, complete };
};

/** Adds a plain edge; `from` may be an array of names (a join). */
export const addEdges = (
  analysis: Analysis,
  graph: GraphModel,
  call: ts.CallExpression,
  ends: { from: NameSource; to: NameSource },
  env: Env | undefined,
): void => {
  const from =
    typeof ends.from === "string" ? { texts: [ends.from], complete: true } : namesIn(analysis, ends.from, env);
  const to = textsOf(analysis, ends.to, env);
  if (!from.complete || !to.complete) graph.dynamic.push({ what: "edge", place: call });
  const isJoin = typeof ends.from !== "string" && analysis.values.of(ends.from, env).some((v) => v.t === "array");
  if (isJoin && from.texts.length > 1) for (const b of to.texts) graph.joins.add(b);
  if (!isJoin && from.texts.length > 1 && to.texts.length > 1) {
    // which goes with which is not known: no edge rather than a wrong one
    graph.dynamic.push({ what: "edge", place: call });
    return;
  }
  for (const a of from.texts)
    for (const b of to.texts)
      if (!graph.edges.some((e) => e.from === a && e.to === b && e.kind === "static"))
        graph.edges.push({ from: a, to: b, kind: "static", label: null, place: call });
};

const namesIn = (analysis: Analysis, node: ts.Expression, env: Env | undefined): KnownNames => {
  const arrays = analysis.values.of(node, env).filter((v) => v.t === "array");
  if (!arrays.length) return namesOf(analysis, node, env);
  const items = arrays.flatMap((v) => v.items.flat());
  return {
    texts: items.flatMap((v) => (v.t === "text" ? [v.text] : [])),
    complete: items.every((v) => v.t === "text") && arrays.every((v) => !v.open),
  };
};

/** Adds a conditional edge with the targets that its path map or the router's constant answers give. */
export const addConditional = (
  analysis: Analysis,
  graph: GraphModel,
  call: ts.CallExpression,
  parts: { from: NameSource; path: ts.Expression; map: ts.Expression | undefined },
  env: Env | undefined,
): void => {
  const from = textsOf(analysis, parts.from, env);
  if (!from.complete) graph.dynamic.push({ what: "edge", place: call });
  const values = analysis.values.of(parts.path, env);
  const functions: FunctionNode[] = runBy(analysis, values, parts.path);
  const map = parts.map ? pathMap(analysis, parts.map, env) : undefined;
  const answers = answersOf(analysis, values);
  const targets = map ? [...new Set(map.map.values())] : [...answers.targets, ...runTimeAnswers(graph, functions)];
  const complete = map ? map.complete : answers.complete;
  if (!complete) graph.dynamic.push({ what: "target", place: parts.path });
  for (const name of answers.repeated) graph.repeated.add(name);
  for (const source of from.texts) {
    const twin = graph.routes.find((r) => r.place === call && r.from === source);
    if (twin) continue;
    graph.routes.push({ from: source, place: call, functions, expr: parts.path, map: map?.map, targets, complete });
    for (const target of targets)
      graph.edges.push({
        from: source,
        to: target,
        kind: kindOf(answers, target, targets, complete),
        label: labelOf(map?.map, target),
        place: call,
      });
  }
};

/** Nodes with run-time names that a router returns by the same expression. */
const runTimeAnswers = (graph: GraphModel, routers: readonly FunctionNode[]): readonly string[] => [
  ...new Set(
    routers
      .flatMap((fn) => returnedExpressions(fn))
      .map((returned) => runTimeName(bare(returned)))
      .filter((name) => graph.nodes.has(name)),
  ),
];

const kindOf = (
  answers: { sends: readonly string[] },
  target: string,
  targets: readonly string[],
  complete: boolean,
): "send" | "static" | "conditional" => {
  if (answers.sends.includes(target)) return "send";
  return complete && targets.length === 1 ? "static" : "conditional";
};

const labelOf = (map: ReadonlyMap<string, string> | undefined, target: string): string | null => {
  for (const [answer, node] of map ?? []) if (node === target) return answer === target ? null : answer;
  return null;
};

const pathMap = (
  analysis: Analysis,
  node: ts.Expression,
  env: Env | undefined,
): { map: ReadonlyMap<string, string>; complete: boolean } => {
  const map = new Map<string, string>();
  let complete = true;
  for (const value of analysis.values.of(node, env)) {
    if (value.t === "array") {
      for (const item of value.items.flat()) if (item.t === "text") map.set(item.text, item.text);
      complete &&= !value.open && value.items.flat().every((v) => v.t === "text");
    } else if (value.t === "object" || value.t === "entries") {
      const entries = value.t === "object" ? objectEntries(analysis.values, value) : [...value.entries];
      for (const [answer, targets] of entries) for (const t of targets) if (t.t === "text") map.set(answer, t.text);
      const added = value.t === "object" ? addedKeys(analysis, value.node) : undefined;
      for (const [answer, target] of added?.entries ?? []) map.set(answer, target);
      complete &&= (added?.complete ?? true) && !(value.t === "object" && hasUnknownKeys(analysis.values, value));
    } else complete = false;
  }
  return { map, complete: complete && map.size > 0 };
};
