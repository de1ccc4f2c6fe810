import type { ts } from "ts-morph";
import type { AnswerForm, Decides, Replaceability } from "../../contracts/call-site.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { FunctionRole } from "../extract/roles.ts";
import { actsItself } from "./acts-itself.ts";
import { answerForm } from "./answer-form.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import { type ChoicePoint, choicesByGraph, type GraphChoice } from "./graph-choice.ts";
import { graphsAround, rolesAround } from "./graphs-around.ts";
import { mappingOf } from "./one-to-one.ts";
import { provenValues } from "./proven-values.ts";
import { remoteChoice } from "./remote-choice.ts";
import { runsOnce } from "./runs-once.ts";
import { yesOrNoSink } from "./yes-or-no.ts";

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
  if (!found.sinks.some((s) => s.role === "route") && yesOrNoSink(found.sinks)) return GATE;
  const { points, far } = decisionPoints(context, found);
  const choices = choicesByGraph(points, agentsOf);
  if (!choices.length) return remoteDecision(context, found);
  if (isFlag(found) || choices.some(isVerdict)) return GATE;
  if (isList(found)) return { decides: "order", targets: [], replaceability: "keep" };
  const mappings = choices.map(({ graph, from, agents }) =>
    from.map((node) => mappingOf(context.analysis, found, graph, node, agents)),
  );
  if (mappings.some((own) => own.every((m) => m === "verdict"))) return GATE;
  const kept: Decision = {
    decides: "target",
    targets: [...new Set(choices.flatMap((it) => it.agents))].sort(),
    replaceability: "keep",
  };
  const proven =
    !far &&
    choices.every((it) => it.isOne) &&
    mappings.flat().every((m) => m === "one-to-one") &&
    !actsItself(context.analysis, found.site) &&
    runsOnce(context, found.site.node) &&
    !found.sinks.some((s) => s.role === "guard" || s.role === "escape");
  if (!proven) return kept;
  const answer = answerForm(context, found, (field) => provenValues(context, found, field, choices));
  const chosen = answer.values.map(({ target }) => target); // the others are picked by code beside it, or by nothing that the code shows
  return chosen.length ? { decides: "target", targets: chosen, replaceability: "rewrite", answer } : kept;
};

/** Graphs that a platform starts by their ids are agents as well, where the answer chooses nothing else. */
const remoteDecision = (context: FlowContext, found: ClassifiedSite): Decision => {
  const remote = remoteChoice(context, found);
  if (!remote || isList(found)) return { decides: "unknown", targets: [], replaceability: "keep" };
  if (isFlag(found) || remote.isVerdict) return GATE;
  const answer =
    remote.isApart && !actsItself(context.analysis, found.site)
      ? answerForm(context, found, remote.valuesOf)
      : undefined;
  return answer && answer.values.length > 1
    ? { decides: "target", targets: answer.values.map(({ target }) => target), replaceability: "rewrite", answer }
    : { decides: "target", targets: remote.graphs, replaceability: "keep" };
};

/** Too few to choose among, or one of them has made what is judged. */
const isVerdict = ({ sentBack, models, agents }: GraphChoice): boolean =>
  sentBack || (models.size < 2 && agents.length < 3);

/** Every field that routes is a boolean: a verdict, not an agent. */
const isFlag = (found: ClassifiedSite): boolean => {
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

/**
 * Where the result picks an edge: the router or `goto` that it ends in, or the node that a chain was handed to. The edges
 * after the site's own node come first, then those that plain edges lead to: what happens at later ones is a consequence.
 * `far`: in one of the graphs that run the site, it picks at none of these.
 */
const decisionPoints = (
  context: FlowContext,
  found: ClassifiedSite,
): { readonly points: readonly ChoicePoint[]; readonly far: boolean } => {
  const points = new Map<string, ChoicePoint>();
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
  const running = graphsAround(context, own).filter((graph) => [...points.values()].some((p) => p.graph === graph));
  if (near.length) return { points: near, far: !running.every((graph) => near.some((p) => p.graph === graph)) };
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
