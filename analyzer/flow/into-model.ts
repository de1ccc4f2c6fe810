import { ts } from "ts-morph";
import { channelNames } from "../extract/channel-names.ts";
import { runsGraph } from "../extract/find-call-sites.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import { oneLine } from "../source/syntax.ts";
import { agentReads } from "./agent-reads.ts";
import { writeChannel, writeState } from "./channels.ts";
import { type Item, noted, type Walker } from "./item.ts";
import { mayRead } from "./prompt-texts.ts";
import { graphOfValue } from "./sub-graphs.ts";

/** Into a model's input; of a whole state, plain agents read the messages and chains what their templates name. */
export const intoModel = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const [field] = item.pending;
  const chain = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  if (field !== undefined && chain) {
    const kinds = walker.analysis.kinds.of(chain);
    if (kinds.has("agent") && !agentReads(walker.analysis, chain, field)) return;
    if (kinds.has("prompt") && !mayRead(walker.analysis, chain, field)) return;
  }
  walker.sink("content", `goes into a model call: ${oneLine(call, 60)}`, item);
};

/** Into a template by hand: only what it names gets into the text. */
export const intoPrompt = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const [field] = item.pending;
  const prompt = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  if (field !== undefined && prompt && !mayRead(walker.analysis, prompt, field)) return;
  walker.push(noted(item, call, "put into a prompt", { pending: [], label: false }));
};

/** Into the input of a graph: its channels of the same names. */
export const intoGraph = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  if (!ts.isCallExpression(call) || !runsGraph(walker.analysis, call)) return false;
  const receiver = (call.expression as ts.PropertyAccessExpression).expression; // runsGraph accepts property calls only
  const [channel, ...rest] = item.pending;
  const graphs = walker.analysis.values.of(receiver).flatMap((v) => graphOfValue(walker.graphs, v) ?? []);
  if (channel === undefined || !graphs.length) return false;
  for (const graph of graphs)
    if (mayHave(walker, graph, channel)) writeChannel(walker, { ...item, pending: rest }, graph, null, channel);
  return true;
};

/** False where a graph's schema lists its channels, and this one is none of them: the framework drops what it is given. */
const mayHave = ({ analysis }: Walker, graph: GraphModel, channel: string): boolean =>
  channel === "*" || channelNames(analysis, graph)?.has(channel) !== false;

/** Into an executor of tool calls, which reads a whole state's messages and nothing else of it. */
export const isUnreadByTools = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  const [field] = item.pending;
  const callee = call.expression;
  if (field === undefined || field === "messages" || !ts.isPropertyAccessExpression(callee)) return false;
  return callee.name.text === "invoke" && walker.analysis.kinds.of(callee.expression).has("tool-node");
};

/** A chain handed to `addNode` or used as a router: its result is what the node or the router returns. False when it is neither. */
export const asNode = (walker: Walker, item: Item): boolean => {
  let handed = false;
  for (const graph of walker.graphs) {
    for (const node of graph.nodes.values())
      if (node.expr === item.node) {
        handed = true;
        writeState(walker, item, graph, node.name);
      }
    for (const route of graph.routes)
      if (route.expr === item.node) {
        handed = true;
        walker.sink("route", `answered by a chain used as the router after ${route.from}`, item);
      }
  }
  return handed;
};
