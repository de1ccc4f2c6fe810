import type { ts } from "ts-morph";
import type { AnswerForm, Decides, Replaceability } from "../../contracts/call-site.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { FunctionRole } from "../extract/roles.ts";
import { actsItself } from "./acts-itself.ts";
import { answerForm } from "./answer-form.ts";
import { comesFrom, pickable } from "./choice-targets.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import { rolesAround } from "./graphs-around.ts";
import { mappingOf } from "./one-to-one.ts";
import { runsOnce } from "./runs-once.ts";

/** What a routing-only call decides, between which agents, and what may replace it. */
export interface Decision {
  readonly decides: Decides;
  readonly targets: readonly string[];
  readonly replaceability: Replaceability;
  /** Only for rewrite. */
  readonly answer?: AnswerForm;
}

/** Which nodes run models: the agents that a decision can pick. */
export type AgentsOf = (graph: GraphModel) => ReadonlySet<string>;

const KEEP = { decides: null, targets: [], replaceability: "keep" } as const;
const GATE = { decides: "gate", targets: [], replaceability: "keep" } as const;

/** Tells a choice among agents from a gate; in doubt nothing may be rewritten. */
export const decide = (context: FlowContext, found: ClassifiedSite, agentsOf: AgentsOf): Decision => {
  if (found.classification !== "routing-only")
    return found.classification === "mixed" && found.site.prebuilt !== null && found.conducts
      ? { ...KEEP, replaceability: "intercept" }
      : KEEP;
  const choice = choiceOf(context, found, agentsOf);
  if (!choice.points.length) return { decides: "unknown", targets: [], replaceability: "keep" };
  if (isYesOrNo(found) || choice.sentBack || (choice.models < 2 && choice.agents.length < 3)) return GATE;
  if (isList(found)) return { decides: "order", targets: [], replaceability: "keep" };
  const mappings = choice.points.map(({ graph, from }) =>
    mappingOf(context.analysis, found, graph, from, choice.agents),
  );
  if (mappings.length > 0 && mappings.every((m) => m === "verdict")) return GATE;
  const proven =
    !choice.far &&
    new Set(choice.points.map((p) => p.graph)).size === 1 && // code that several graphs share has several sets of targets
    choice.points.every((p) => targetsAt(p).length === choice.agents.length) && // edges that pick among others are later consequences
    mappings.every((m) => m === "one-to-one") &&
    !actsItself(context.analysis, found.site) &&
    runsOnce(context, found.site.node) &&
    !found.sinks.some((s) => s.role === "guard" || s.role === "escape");
  if (!proven) return { decides: "target", targets: choice.agents, replaceability: "keep" };
  const answer = answerForm(context, found, choice.points, choice.agents);
  const chosen = answer.values.map(({ target }) => target); // the others are picked by code beside it, or by nothing that the code shows
  if (chosen.length < 2) return { decides: "target", targets: choice.agents, replaceability: "keep" };
  return { decides: "target", targets: chosen, replaceability: "rewrite", answer };
};

/** Every field that routes is a boolean: a verdict, not an agent. */
const isYesOrNo = (found: ClassifiedSite): boolean => {
  const fields = new Set(found.sinks.filter((s) => s.role === "route").map((s) => s.item.field));
  if (!fields.size || !found.shape) return false;
  return [...fields].every((f) => f !== null && found.shape?.get(f)?.kind === "flag");
};

/** It routes by a list: in which order, not who. */
const isList = (found: ClassifiedSite): boolean =>
  found.sinks.some(
    (s) =>
      s.role === "route" &&
      s.item.field !== null &&
      /^(labels|other)$/.test(found.shape?.get(s.item.field)?.kind ?? ""),
  );

interface Point {
  readonly graph: GraphModel;
  readonly from: string;
}

interface Choice {
  /** Agents that the result can pick, sorted. */
  readonly agents: readonly string[];
  /** How many of them run a model. */
  readonly models: number;
  /** One of them has made what is judged: the choice sends work back. */
  readonly sentBack: boolean;
  /** The edges at which it picks among agents. */
  readonly points: readonly Point[];
  /** None of them is where the site's own node, or plain edges from it, lead. */
  readonly far: boolean;
}

const choiceOf = (context: FlowContext, found: ClassifiedSite, agentsOf: AgentsOf): Choice => {
  const agents = new Set<string>();
  let sentBack = false;
  const models = new Set<string>();
  const points: Point[] = [];
  const decided = decisionPoints(context, found);
  for (const point of decided.points) {
    const targets = targetsAt(point);
    if (targets.length) points.push(point);
    for (const target of targets) {
      agents.add(target);
      if (agentsOf(point.graph).has(target)) models.add(target);
      sentBack ||= comesFrom(point.graph, point.from, target);
    }
  }
  return { agents: [...agents].sort(), models: models.size, sentBack, points, far: decided.far };
};

/** Nodes that can be picked at an edge; ends and the node itself are none. */
const targetsAt = ({ graph, from }: Point): readonly string[] => [
  ...new Set(pickable(graph, from).filter((target) => target !== from && graph.nodes.has(target))),
];

/**
 * Where the result picks an edge: the router or `goto` that it ends in, or the node that a chain was handed to. The edges
 * after the site's own node come first, then those that plain edges lead to: what happens at later ones is a consequence.
 */
const decisionPoints = (
  context: FlowContext,
  found: ClassifiedSite,
): { readonly points: readonly Point[]; readonly far: boolean } => {
  const points = new Map<string, Point>();
  const add = (graph: GraphModel, from: string) =>
    points.set(`${context.graphs.indexOf(graph)}|${from}`, { graph, from });
  for (const sink of found.sinks)
    if (sink.role === "route")
      for (const role of rolesAround(context, sink.item.node)) if (role.t !== "tool") add(role.graph, fromOf(role));
  const own: ts.Node = found.site.node;
  const home = new Set(rolesAround(context, own).flatMap((role) => (role.t === "tool" ? [] : [fromOf(role)])));
  for (const graph of context.graphs)
    for (const node of graph.nodes.values())
      if (node.expr === own) {
        add(graph, node.name);
        home.add(node.name); // a chain handed to the node
      }
  const near = [...points.values()].filter((p) => home.has(p.from));
  if (near.length) return { points: near, far: false };
  const next = [...points.values()].filter((p) => [...home].some((node) => leadsTo(p.graph, node, p.from)));
  return { points: next.length ? next : [...points.values()], far: !next.length };
};

/** True when unconditional edges lead from one node to the other. */
const leadsTo = (graph: GraphModel, from: string, to: string): boolean => {
  const reached = [from];
  for (const node of reached)
    for (const edge of graph.edges)
      if (edge.from === node && edge.kind === "static" && !reached.includes(edge.to)) reached.push(edge.to);
  return reached.includes(to);
};

const fromOf = (role: Exclude<FunctionRole, { t: "tool" }>): string => (role.t === "router" ? role.from : role.node);
