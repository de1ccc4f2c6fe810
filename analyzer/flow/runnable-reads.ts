import type { ts } from "ts-morph";
import type { GraphModel, GraphNode } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { agentReads, promptFunctions } from "./agent-reads.ts";
import { mayRead } from "./prompt-texts.ts";

/**
 * The nodes of a graph that are no functions of the project but may read this channel all the same: chains whose template
 * names it, agents with more than a plain prompt, and nodes made outside the followed code. A label is no reading matter
 * for a node that does not name it.
 */
export const runnablesThatRead = (
  analysis: Analysis,
  graph: GraphModel,
  channel: string,
  isLabel: boolean,
): readonly GraphNode[] => [...graph.nodes.values()].filter((node) => reads(analysis, node, channel, isLabel));

const reads = (analysis: Analysis, node: GraphNode, channel: string, isLabel: boolean): boolean => {
  if (!node.expr) return false;
  const kinds = analysis.kinds.of(node.expr);
  if (kinds.has("graph") || kinds.has("builder") || kinds.has("tool-node")) return false;
  if (kinds.has("agent"))
    return agentReads(analysis, node.expr, channel) && (!isLabel || names(analysis, node.expr, node, channel));
  if (kinds.has("prompt")) return mayRead(analysis, node.expr, channel);
  if (node.functions.length || kinds.has("model")) return false;
  return !isLabel;
};

/** What the agent is made of, or a function of its prompt, mentions the channel. */
const names = (analysis: Analysis, agent: ts.Expression, node: GraphNode, channel: string): boolean => {
  const name = new RegExp(`\\b${escaped(channel)}\\b`);
  const made = node.values.flatMap((v) => ("node" in v ? [v.node] : []));
  return [...made, ...promptFunctions(analysis, agent)].some((n) => name.test(n.getText()));
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
