import { ts } from "ts-morph";
import type { Decides, Replaceability } from "../../contracts/call-site.ts";
import { END, type GraphModel } from "../extract/graph-model.ts";
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

/** Tells a choice among agents from a gate; in doubt nothing may be rewritten. */
export const decide = (context: FlowContext, found: ClassifiedSite, agentsOf: AgentsOf): Decision => {
  if (found.classification !== "routing-only") return { decides: null, targets: [], replaceability: found.classification === "mixed" && isConductorSite(found) ? "intercept" : "keep" };
  const targets = chosenAgents(context, found, agentsOf);
  if (isYesOrNo(found) || targets.agents.length < 2) return { decides: "gate", targets: [], replaceability: "keep" };
  const guarded = found.sinks.some((s) => s.role === "guard" || s.role === "escape");
  return { decides: "target", targets: targets.agents, replaceability: guarded ? "keep" : "rewrite" };
};

const isConductorSite = (found: ClassifiedSite): boolean => found.site.prebuilt !== null;

/** Every field that routes is a boolean: a verdict, not an agent. */
const isYesOrNo = (found: ClassifiedSite): boolean => {
  const fields = new Set(found.sinks.filter((s) => s.role === "route").map((s) => s.item.field));
  fields.delete(null);
  if (!fields.size || !found.shape) return false;
  return [...fields].every((f) => f !== null && found.shape?.get(f)?.kind === "flag");
};

/** The agents among the targets of the edges that the result picks. */
const chosenAgents = (context: FlowContext, found: ClassifiedSite, agentsOf: AgentsOf): { agents: readonly string[] } => {
  const agents = new Set<string>();
  for (const sink of found.sinks) {
    if (sink.role !== "route") continue;
    for (const role of rolesAround(context, sink.item.node)) {
      if (role.t === "tool") continue;
      const from = role.t === "router" ? role.from : role.node;
      for (const target of targetsOf(role.graph, from)) if (agentsOf(role.graph).has(target)) agents.add(target);
    }
    if (ts.isExpression(sink.item.node)) for (const graph of context.graphs) for (const node of graph.nodes.values()) if (node.expr === found.site.node) for (const target of targetsOf(graph, node.name)) if (agentsOf(graph).has(target)) agents.add(target);
  }
  return { agents: [...agents].sort() };
};

const targetsOf = (graph: GraphModel, from: string): readonly string[] => {
  const known = graph.edges.filter((e) => e.from === from && e.kind !== "static" && e.to !== END).map((e) => e.to);
  const open = graph.routes.some((r) => r.from === from && !r.complete);
  const returning = open ? graph.edges.filter((e) => e.to === from && graph.nodes.has(e.from)).map((e) => e.from) : [];
  const reached = new Set(graph.edges.map((e) => e.to));
  const orphans = open ? [...graph.nodes.keys()].filter((n) => !reached.has(n) && n !== from) : [];
  return [...new Set([...known, ...returning, ...orphans])];
};
