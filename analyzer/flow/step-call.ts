import { ts } from "ts-morph";
import { runsGraph } from "../extract/find-call-sites.ts";
import { runsRemote } from "../extract/find-dispatch-sites.ts";
import { LIBRARIES } from "../source/program/program-paths.ts";
import { surfaceOf } from "../source/surface-of.ts";
import { oneLine } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { writeChannel, writeState } from "./channels.ts";
import { graphsAround, rolesAround } from "./graphs-around.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { isNeutralCall, passesThrough } from "./known-calls.ts";
import { mayRead } from "./prompt-texts.ts";
import { containerUses } from "./step-assign.ts";
import { graphOfValue } from "./sub-graphs.ts";

const MAX_FRAMES = 8;
const ADDS = new Set(["push", "unshift", "add", "append", "enqueue"]);

/** The value is an argument of a call or a constructor (or the thing that is called). */
export const stepArgument = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  if (call.expression === item.node) return walker.sink("escape", "called as a function", item);
  const index = ts.isExpression(item.node) ? (call.arguments?.indexOf(item.node) ?? -1) : -1;
  if (index < 0) return;
  if (walker.isSite(item.node)) return asNode(walker, item);
  if (runsRemote(walker.analysis, call) && index === 1) return walker.sink("route", "the id of the graph to run", item);
  if (walker.isSite(call) && !calledFunctions(walker, call).length) return intoModel(walker, item, call); // a wrapper is entered
  if (intoGraph(walker, item, call)) return;
  const surface = surfaceOf(walker.analysis.references, call.expression);
  if (surface && intoFramework(walker, item, call, index, surface.entry.role)) return;
  const passed = passesThrough(walker.analysis, call);
  if (passed === "names") return item.pending.length ? undefined : walker.push(at(item, call));
  if (passed === "error") return walker.push(at(item, call, { pending: ["message"], label: false }));
  if (passed === "prompt") return intoPrompt(walker, item, call);
  if (passed === "continue") return walker.push(at(item, call));
  if (passed === "stringify")
    return walker.push(
      at(item, call, {
        pending: [],
        label: item.pending.length > 0 && item.label,
        carried: item.carried || item.pending.length > 0,
      }),
    );
  if (passed === "ask")
    return item.pending.length
      ? undefined
      : walker.push(at(item, call, { pending: [], label: true, tested: patternOf(call) ?? item.tested }));
  if (passed === "stop") return;
  if (intoContainer(walker, item, call, index)) return;
  if (intoFunctions(walker, item, call, index)) return;
  if (isNeutralCall(walker.analysis, call)) return logged(walker, item, call);
  if (intoPromise(walker, item, call)) return;
  walker.sink("content", `passed to ${oneLine(call.expression, 50)}(), outside the followed code`, item);
};

const intoFramework = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
  role: string,
): boolean => {
  switch (role) {
    case "command":
      intoCommand(walker, item, call);
      return true;
    case "send":
      if (index === 0) walker.sink("route", "first argument of Send: the node to run", item);
      else for (const graph of graphsAround(walker, call)) writeState(walker, item, graph, null);
      return true;
    case "message":
    case "message-template":
      walker.push(noted(item, call, "put into a message", { label: false }));
      return true;
    case "trace":
      walker.push(at(item, call));
      return true;
    case "interrupt":
      walker.sink("content", "shown to a person by interrupt()", item);
      return true;
    default:
      return false;
  }
};

/**
 * A log changes nothing in the run. But what a script (a file that exports nothing) prints with `console` is its output,
 * once the graph is done with it.
 */
const logged = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const printed = ts.isPropertyAccessExpression(call.expression) && call.expression.expression.getText() === "console";
  if (
    printed &&
    isScript(call) &&
    !rolesAround(walker, call).length &&
    (item.hops > 0 || !rolesAround(walker, origin(item)).length)
  )
    return walker.sink("content", `printed: ${oneLine(call, 60)}`, item);
  walker.sink("neutral", `logged: ${oneLine(call, 60)}`, item);
};

/** Neither a module for others nor a server, whose console is its log. */
const isScript = (node: ts.Node): boolean =>
  !/\.listen\(|createServer\(/.test(node.getSourceFile().text) &&
  !node
    .getSourceFile()
    .statements.some(
      (s) =>
        ts.isExportDeclaration(s) ||
        ts.isExportAssignment(s) ||
        (ts.canHaveModifiers(s) && (ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)),
    );

/** The call whose result is followed. */
const origin = (item: Item): ts.Node => {
  let trail = item.trail;
  while (trail.parent) trail = trail.parent;
  return trail.node;
};

/** `new Command({goto, update, resume})`: which option the value sits in decides what it is. */
const intoCommand = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const [option, ...rest] = item.pending;
  if (option === "goto") return walker.sink("route", "goto of a Command", item);
  if (option === "graph") return;
  if (option !== "update") return walker.sink("content", "handed over in a Command", item);
  const graphs = graphsAround(walker, call);
  if (!graphs.length) return walker.sink("content", "state update of a Command outside any known graph", item);
  for (const graph of graphs) writeState(walker, { ...item, pending: rest }, graph, null);
};

/** Into a model's input; of a whole state, agents read the messages and chains what their templates name. */
const intoModel = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const [field] = item.pending;
  const chain = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  if (field !== undefined && chain) {
    const kinds = walker.analysis.kinds.of(chain);
    if (kinds.has("agent") && !/messages?$/i.test(field)) return;
    if (kinds.has("prompt") && !mayRead(walker.analysis, chain, field)) return;
  }
  walker.sink("content", `goes into a model call: ${oneLine(call, 60)}`, item);
};

/** Into a template by hand: only what it names gets into the text. */
const intoPrompt = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const [field] = item.pending;
  const prompt = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  if (field !== undefined && prompt && !mayRead(walker.analysis, prompt, field)) return;
  walker.push(noted(item, call, "put into a prompt", { pending: [], label: false }));
};

/** Into the input of a graph: its channels of the same names. */
const intoGraph = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  if (!ts.isCallExpression(call) || !runsGraph(walker.analysis, call)) return false;
  const receiver = (call.expression as ts.PropertyAccessExpression).expression; // runsGraph accepts property calls only
  const [channel, ...rest] = item.pending;
  const graphs = walker.analysis.values.of(receiver).flatMap((v) => graphOfValue(walker.graphs, v) ?? []);
  if (channel === undefined || !graphs.length) return false;
  for (const graph of graphs) writeChannel(walker, { ...item, pending: rest }, graph, null, channel);
  return true;
};

/** `list.push(v)`, `map.set(k, v)`: whoever reads the container sees it. */
const intoContainer = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
): boolean => {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || ts.isNewExpression(call)) return false;
  const method = callee.name.text;
  const kept = ADDS.has(method) || (method === "set" && index <= 1) || (method === "splice" && index >= 2);
  if (!kept || !isStandardMethod(walker, callee)) return false;
  const holder = callee.expression;
  if (ts.isIdentifier(holder)) containerUses(walker, item, holder, item.pending);
  else if (ts.isPropertyAccessExpression(holder)) {
    const symbol = walker.analysis.references.symbolOf(holder.name);
    if (!symbol) {
      walker.sink("escape", "kept in a container that does not resolve", item);
      return true;
    }
    for (const use of walker.analysis.references.usesOf(symbol)) {
      const access = ts.isPropertyAccessExpression(use.parent) && use.parent.name === use ? use.parent : use;
      if (access !== holder) walker.push(at(item, access));
    }
    walker.sink("guard", "kept in an object's list", item);
  } else walker.sink("escape", "kept in a container that is not followed", item);
  return true;
};

/** True when the method is the standard library's, not one of the project's own classes with the same name. */
const isStandardMethod = (walker: Walker, callee: ts.PropertyAccessExpression): boolean => {
  const declarations = walker.analysis.references.symbolOf(callee.name)?.declarations;
  return declarations === undefined
    ? /^(push|unshift)$/.test(callee.name.text)
    : declarations.every((d) => d.getSourceFile().fileName.startsWith(LIBRARIES));
};

/** Goes into the parameter of each function that the call may run. */
const intoFunctions = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
): boolean => {
  const functions = calledFunctions(walker, call);
  if (!functions.length) return false;
  if ((item.frame?.depth ?? 0) >= MAX_FRAMES) {
    walker.sink("escape", "called too deep to follow", item);
    return true;
  }
  for (const fn of functions) {
    const parameter = fn.parameters[index] ?? fn.parameters.find((p) => p.dotDotDotToken);
    if (!parameter) continue;
    const frame = { call, fn, parent: item.frame, depth: (item.frame?.depth ?? 0) + 1 };
    bindTo(
      walker,
      {
        ...item,
        frame,
        trail: { node: call, what: `passed to ${oneLine(call.expression, 40)}()`, parent: item.trail },
      },
      parameter.name,
    );
  }
  return true;
};

/** Functions of the project that a call or constructor runs. */
const calledFunctions = (walker: Walker, call: ts.CallExpression | ts.NewExpression): readonly FunctionNode[] => {
  const { values, references } = walker.analysis;
  if (ts.isNewExpression(call)) {
    const classes = values.of(call.expression).flatMap((v) => (v.t === "class" ? [v.node] : []));
    return classes.flatMap((c) =>
      c.members.filter((m): m is ts.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined),
    );
  }
  const direct = values.functions(call.expression).filter((fn) => fn.body);
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const symbol = references.symbolOf(name);
  return [...new Set([...direct, ...(symbol ? values.implementations.of(symbol) : [])])];
};

/** `resolve(v)` inside `new Promise((resolve) => …)`. */
const intoPromise = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  if (!ts.isIdentifier(call.expression)) return false;
  const parameter = walker.analysis.references.symbolOf(call.expression)?.declarations?.find(ts.isParameter);
  const executor = parameter?.parent;
  const made = executor?.parent;
  if (!made || !ts.isNewExpression(made) || made.expression.getText() !== "Promise") return false;
  walker.push(at(item, made));
  return true;
};

/** A chain handed to `addNode` or used as a router: its result is what the node or the router returns. */
const asNode = (walker: Walker, item: Item): void => {
  for (const graph of walker.graphs) {
    for (const node of graph.nodes.values()) if (node.expr === item.node) writeState(walker, item, graph, node.name);
    for (const route of graph.routes)
      if (route.expr === item.node)
        walker.sink("route", `answered by a chain used as the router after ${route.from}`, item);
  }
};

/** `/fares/i.test(v)`: the pattern's text. */
const patternOf = (call: ts.CallExpression | ts.NewExpression): string | undefined => {
  const asked = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  return asked && ts.isRegularExpressionLiteral(asked) ? asked.text.replace(/^\/|\/\w*$/g, "") : undefined;
};
