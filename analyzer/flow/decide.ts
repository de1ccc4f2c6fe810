import type { ts } from "ts-morph";
import type { Decides, Replaceability } from "../../contracts/call-site.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import { comesFrom, pickable } from "./choice-targets.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import { rolesAround } from "./graphs-around.ts";
import type { FlowContext } from "./walk-flow.ts";

/** What a routing-only call decides, between which agents, and what may replace it. */
export interface Decision {
  readonly decides: Decides;
  readonly targets: readonly string[];
  readonly replaceability: Replaceability;
}

/** Which nodes run models: the agents that a decision can pick. */
export type AgentsOf = (graph: GraphModel) => ReadonlySet<string>;

const KEEP = { decides: null, targets: [], replaceability: "keep" } as const;
const GATE = { decides: "gate", targets: [], replaceability: "keep" } as const;

/** Tells a choice among agents from a gate; in doubt nothing may be rewritten. */
export const decide = (context: FlowContext, found: ClassifiedSite, agentsOf: AgentsOf): Decision => {
  if (found.classification !== "routing-only") return found.classification === "mixed" && found.site.prebuilt !== null ? { ...KEEP, replaceability: "intercept" } : KEEP;
  const choice = choiceOf(context, found, agentsOf);
  if (isYesOrNo(found) || choice.agents.length < 2 || choice.sentBack) return GATE;
  const proven = choice.edges && !found.sinks.some((s) => s.role === "guard" || s.role === "escape");
  return { decides: "target", targets: choice.agents, replaceability: proven ? "rewrite" : "keep" };
};

/** Every field that routes is a boolean: a verdict, not an agent. */
const isYesOrNo = (found: ClassifiedSite): boolean => {
  const fields = new Set(found.sinks.filter((s) => s.role === "route").map((s) => s.item.field));
  if (!fields.size || !found.shape) return false;
  return [...fields].every((f) => f !== null && found.shape?.get(f)?.kind === "flag");
};

interface Choice {
  /** Agents that the result can pick, sorted. */
  readonly agents: readonly string[];
  /** One of them has made what is judged: the choice sends work back. */
  readonly sentBack: boolean;
  /** The choice is made at an edge of a graph, so that its values are nodes. */
  readonly edges: boolean;
}

const choiceOf = (context: FlowContext, found: ClassifiedSite, agentsOf: AgentsOf): Choice => {
  const agents = new Set<string>();
  let sentBack = false;
  let edges = false;
  for (const { graph, from } of decisionPoints(context, found)) {
    for (const target of pickable(graph, from)) {
      if (!agentsOf(graph).has(target)) continue;
      edges = true;
      agents.add(target);
      sentBack ||= comesFrom(graph, from, target);
    }
  }
  return { agents: [...agents].sort(), sentBack, edges };
};

/** Where the result picks an edge: the router or `goto` that it ends in, or the node that a chain was handed to. */
const decisionPoints = (context: FlowContext, found: ClassifiedSite): readonly { graph: GraphModel; from: string }[] => {
  const points: { graph: GraphModel; from: string }[] = [];
  for (const sink of found.sinks)
    if (sink.role === "route")
      for (const role of rolesAround(context, sink.item.node)) if (role.t !== "tool") points.push({ graph: role.graph, from: role.t === "router" ? role.from : role.node });
  const own: ts.Node = found.site.node;
  for (const graph of context.graphs) for (const node of graph.nodes.values()) if (node.expr === own) points.push({ graph, from: node.name });
  return points;
};
