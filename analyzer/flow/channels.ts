import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { surfaceOf } from "../source/surface-of.ts";
import { enclosingName, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { channelReaders, type Reader } from "./channel-readers.ts";
import { rolesAround } from "./graphs-around.ts";
import { intoReducers } from "./into-reducer.ts";
import { at, type Item, type Walker } from "./item.ts";
import { readByNextNode } from "./next-node.ts";
import { runnablesThatRead } from "./runnable-reads.ts";
import { saidIn } from "./said.ts";
import { throughWholeState } from "./state-roots.ts";
import { childGraphs, parentGraphs } from "./sub-graphs.ts";

const MAX_HOPS = 6;
/** Choices made under a condition fade: further on everything would depend on everything. */
const MAX_IMPLICIT_HOPS = 3;
const MESSAGES = /messages?$/i;

/** A node (null: some node) writes the value into the graph's state: goes on at every reader of the channel. */
export const writeState = (walker: Walker, item: Item, graph: GraphModel, node: string | null): void => {
  const [channel, ...rest] = item.pending;
  if (channel !== undefined) return writeChannel(walker, { ...item, pending: rest }, graph, node, channel);
  if (item.implicit) return;
  if (item.field === null && walker.shape) {
    for (const [name, field] of walker.shape)
      writeChannel(
        walker,
        { ...item, field: name, label: field.kind === "label" || field.kind === "flag", said: saidIn(walker, name) },
        graph,
        node,
        name,
      );
    return;
  }
  walker.sink("content", "returned as the whole state update", item);
  // the arguments of one of several tools: which fields they have is not known, but one that the next router asks for routes
  if (item.field === "tool_calls")
    for (const channel of channelsThatRoute(walker, graph, node)) writeChannel(walker, item, graph, node, channel);
};

/** Channels that the routers right after a node read. */
const channelsThatRoute = (walker: Walker, graph: GraphModel, node: string | null): readonly string[] => {
  const names = new Set<string>();
  for (const route of graph.routes)
    for (const fn of route.from === node ? route.functions : [])
      walk(fn, (it) => {
        if (ts.isPropertyAccessExpression(it)) names.add(it.name.text);
        if (ts.isBindingElement(it)) names.add((it.propertyName ?? it.name).getText());
      });
  const isAfter = ({ node: read }: Reader): boolean =>
    rolesAround(walker, read).some((role) => role.t === "router" && role.graph === graph && role.from === node);
  return [...names].filter((it) => !MESSAGES.test(it) && channelReaders(walker, graph, it).some(isAfter));
};

/** The value lands in one channel: goes on at its readers, at whole states, and in graphs around and below that declare it. */
export const writeChannel = (
  walker: Walker,
  item: Item,
  graph: GraphModel,
  node: string | null,
  channel: string,
): void => {
  if (channel === "*") return walker.sink("content", "written under a computed channel name", item);
  if (item.hops >= (item.implicit ? MAX_IMPLICIT_HOPS : MAX_HOPS))
    return item.implicit ? undefined : walker.sink("escape", "crossed too many channels to follow", item);
  const stored: Item = {
    ...item,
    hops: item.hops + 1,
    frame: undefined,
    channel,
    carried: false,
    named: false,
    rest: item.rest === "taken" && item.channel === channel ? "stored" : item.rest,
  };
  if (MESSAGES.test(channel)) return writeMessages(walker, stored, graph, node, channel);
  intoReducers(walker, stored, graph, channel);
  let readers = 0;
  for (const reader of channelReaders(walker, graph, channel)) {
    readers++;
    if (!item.last || !rolesAround(walker, reader.node).length) goOn(walker, stored, reader, channel);
  }
  throughWholeState(walker, stored, graph, channel);
  for (const node of item.implicit ? [] : runnablesThatRead(walker.analysis, graph, channel, item.label))
    walker.sink("content", `state field ${channel} may be read by ${node.name}, which gets the whole state`, stored);
  for (const child of childGraphs(walker.graphs, graph))
    if (!item.last && declares(walker, child, channel)) writeChannel(walker, stored, child, null, channel);
  for (const parent of parentGraphs(walker.graphs, graph))
    if (declares(walker, parent.graph, channel))
      writeChannel(walker, { ...stored, last: false }, parent.graph, parent.node, channel);
  if (!readers) walker.sink("neutral", `state field ${channel}, which no node reads`, item);
};

const goOn = (walker: Walker, item: Item, reader: Reader, channel: string): void => {
  const trail = {
    node: reader.node,
    what: `state field ${channel} read in ${enclosingName(reader.node) || "module"}`,
    parent: item.trail,
  };
  if (reader.how === "binding")
    return bindTo(walker, { ...item, named: true, node: reader.node, trail }, reader.node.name);
  walker.push(at(item, reader.node, { named: true, trail }));
};

/** Messages are content; they are a choice as well when the router on this very node reads their tool calls. */
const writeMessages = (walker: Walker, item: Item, graph: GraphModel, node: string | null, channel: string): void => {
  if (item.implicit) return;
  walker.sink("content", `added to ${channel}`, item);
  const [part] = item.pending;
  const wholeMessage =
    (item.field === null || item.field === "tool_calls") &&
    (part === undefined || part === "*" || part === "lc_kwargs" || TOOL_CALLS.test(part));
  if (!wholeMessage || !walker.callsTools || node === null || item.answered) return;
  for (const route of graph.routes) {
    if (route.from !== node) continue;
    const prebuilt = route.expr && surfaceOf(walker.analysis.references, route.expr)?.name === "toolsCondition";
    if (prebuilt || route.functions.some((fn) => readsToolCalls(walker, fn)))
      walker.sink("route", `its tool calls choose the edge after ${node}`, item);
  }
  readByNextNode(walker, item, graph, node);
};

/** Where messages keep what the model wants called. */
const TOOL_CALLS =
  /tool_calls|toolCalls|tool_call_chunks|isToolMessage|tool_outputs|function_call|tool_use|computer_call|additional_kwargs/;

const readsToolCalls = (walker: Walker, fn: FunctionNode): boolean => {
  const asks = (node: ts.Node): boolean => TOOL_CALLS.test(node.getText());
  if (asks(fn)) return true;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(node))
      found =
        surfaceOf(walker.analysis.references, node.expression)?.name === "toolsCondition" ||
        walker.analysis.values.functions(node.expression).some((inner) => inner !== fn && asks(inner));
    ts.forEachChild(node, visit);
  };
  if (fn.body) visit(fn.body);
  return found;
};

/** True when a graph's schema has the channel. */
const declares = (walker: Walker, graph: GraphModel, channel: string): boolean =>
  graph.state !== undefined && walker.analysis.checker.getPropertyOfType(graph.state, channel) !== undefined;
