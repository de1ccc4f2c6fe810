import { ts } from "ts-morph";
import type { Classification } from "../../contracts/call-site.ts";
import { boundTo, type Prebuilt } from "../extract/find-prebuilts.ts";
import type { Site } from "../extract/site.ts";
import { oneLine } from "../source/syntax.ts";
import { contentOf } from "./content-of.ts";
import type { FlowContext } from "./flow-context.ts";
import { startsOf } from "./flow-starts.ts";
import { rolesAround } from "./graphs-around.ts";
import type { Item, Sink } from "./item.ts";
import { mayCallTools } from "./may-call-tools.ts";
import { ownRouterFirst } from "./own-router-first.ts";
import { type ResultShape, resultShape } from "./result-shape.ts";
import { asksWhatItSays, STEERS } from "./step-condition.ts";
import { walkFlow } from "./walk-flow.ts";
import { yesOrNoSink } from "./yes-or-no.ts";

/** A site with the class that its flow (or its constructor) gives it. */
export interface ClassifiedSite {
  readonly site: Site;
  readonly classification: Classification;
  readonly reason: string;
  readonly sinks: readonly Sink[];
  readonly shape: ResultShape | undefined;
  /** A prebuilt that workers come back to; peers of a swarm hand over for good. */
  readonly conducts: boolean;
}

/** Classifies one site: prebuilt constructors by what they build, calls by where their result flows. */
export const classifySite = (
  context: FlowContext,
  site: Site,
  prebuilts: ReadonlyMap<ts.Node, Prebuilt>,
): ClassifiedSite => {
  const prebuilt = prebuilts.get(site.node);
  if (site.kind === "implicit" && site.prebuilt)
    return {
      site,
      ...prebuiltClass(context, site, prebuilt),
      sinks: [],
      shape: undefined,
      conducts: prebuilt !== undefined && conducts(context, prebuilt),
    };
  const runnable = site.receiver ?? (site.kind === "implicit" ? site.node : undefined);
  const shape = runnable && resultShape(context.analysis, runnable);
  const { visited, ...flow } = walkFlow(context, startsOf(context, site), {
    shape,
    callsTools: site.runs !== "model" || runnable === undefined || mayCallTools(context.analysis, runnable),
    value: undefined,
  });
  const nodes = rolesAround(context, site.node).flatMap((role) => (role.t === "node" ? [role.node] : []));
  const sinks = ownRouterFirst(flow.sinks, nodes);
  const built = builtBy(context, site, prebuilts);
  const inherited = built && steers(context, built) ? ("mixed" as const) : undefined;
  if (inherited)
    return {
      site,
      classification: inherited,
      reason: `runs ${built?.name ?? "an agent"}, which both hands work on and answers`,
      sinks,
      shape,
      conducts: false,
    };
  const found = classOf(sinks, site) ?? steered(context, visited);
  return { site, ...found, sinks, shape, conducts: false };
};

const prebuiltClass = (
  context: FlowContext,
  site: Site,
  prebuilt: Prebuilt | undefined,
): { classification: Classification; reason: string } => {
  if (site.prebuilt === "supervisor")
    return { classification: "mixed", reason: "a prebuilt supervisor picks the next agent and also answers" };
  if (site.prebuilt === "swarm")
    return { classification: "mixed", reason: "agents of a swarm answer and hand over by themselves" };
  if (prebuilt && steers(context, prebuilt))
    return {
      classification: "mixed",
      reason:
        prebuilt.role === "deep-agent"
          ? "a deep agent with sub-agents delegates and answers"
          : "its tools hand work to other agents, and it answers as well",
    };
  return { classification: "reasoning", reason: "a prebuilt agent: its answers and tool calls are the work itself" };
};

/** True when a prebuilt passes work to other agents: sub-agents, hand-off tools, or tools that run an agent or return a `Command`. */
const steers = (context: FlowContext, prebuilt: Prebuilt): boolean => {
  if (prebuilt.role === "swarm" || conducts(context, prebuilt)) return true;
  return prebuilt.tools.some((tool) => isHandoff(context, tool));
};

/** True when workers come back to it: a supervisor, sub-agents, tools that run an agent. */
const conducts = (context: FlowContext, prebuilt: Prebuilt): boolean => {
  if (prebuilt.role === "supervisor") return true;
  if (prebuilt.role !== "swarm" && prebuilt.agents.length > 0) return true;
  return prebuilt.tools.some((tool) => !isHandoff(context, tool) && tool.functions.some((fn) => context.handsOver(fn)));
};

const isHandoff = (context: FlowContext, tool: Prebuilt["tools"][number]): boolean => {
  const made = tool.value.t === "made" ? context.analysis.checker.getTypeAtLocation(tool.value.node) : undefined;
  return made !== undefined && context.analysis.checker.getPropertyOfType(made, "$handoff") !== undefined;
};

/** The prebuilt that a call's receiver was made by. */
const builtBy = (context: FlowContext, site: Site, prebuilts: ReadonlyMap<ts.Node, Prebuilt>): Prebuilt | undefined => {
  if (!site.receiver || site.runs !== "agent") return undefined;
  for (const value of context.analysis.values.of(site.receiver)) {
    const found = value.t === "made" ? prebuilts.get(value.node) : undefined;
    if (found && value.t === "made") return boundTo(context.analysis, found, value.env);
  }
  return undefined;
};

/** Undefined where the result comes to nothing. */
const classOf = (
  sinks: readonly Sink[],
  site: Site,
): { classification: Classification; reason: string } | undefined => {
  const route = sinks.find((s) => s.role === "route");
  const [content] = contentOf(sinks);
  const lost = sinks.find((s) => s.role === "escape");
  if (lost && !content) return { classification: "undetermined", reason: `lost track of the result: ${lost.what}` };
  if (route && content)
    return {
      classification: "mixed",
      reason: `${field(route)}chooses what runs next (${route.what}); ${field(content)}is content (${content.what})`,
    };
  const guard = sinks.find((s) => s.role === "guard");
  if (route && guard)
    return {
      classification: "mixed",
      reason: `chooses what runs next (${route.what}) and steers work inside a node (${guard.what})`,
    };
  if (guard && !content) return { classification: "reasoning", reason: `steers the work inside a node: ${guard.what}` };
  if (route) return { classification: "routing-only", reason: `the result only chooses what runs next: ${route.what}` };
  if (content) return { classification: "reasoning", reason: `the result is content: ${content.what}` };
  const kept = sinks.find((s) => s.role === "neutral" && s.what.startsWith("state field"));
  if (kept) return { classification: "reasoning", reason: `the result is kept as state: ${kept.what}` };
  const verdict = yesOrNoSink(sinks);
  if (verdict) return { classification: "routing-only", reason: verdict.what };
  const printed = sinks.find((s) => s.role === "neutral" && s.what.startsWith("logged: console"));
  if (printed) return { classification: "reasoning", reason: `the result is only printed: ${printed.what}` };
  if (site.runs === "agent") return { classification: "reasoning", reason: "an agent acts through its tools" };
  const steered = sinks.find((s) => s.role === "neutral" && s.what.startsWith(STEERS));
  if (steered) return { classification: "reasoning", reason: `steers the work around it: ${steered.what}` };
  const streamed = ts.isCallExpression(site.node) && /stream/i.test(oneLine(site.node.expression, 200).slice(-14));
  if (streamed || site.runs === "wrapper")
    return { classification: "reasoning", reason: "its consumer lies outside the followed code" };
  return undefined;
};

/** A condition on what the result says, of which nothing is known to depend, is a use of it all the same. */
const steered = (
  context: FlowContext,
  visited: readonly Item[],
): { classification: Classification; reason: string } => {
  const asked = visited.find(
    (it) => !it.implicit && isCondition(it.node) && asksWhatItSays(context, it, it.node.parent),
  );
  return asked
    ? { classification: "reasoning", reason: `steers the work around it: decides ${oneLine(asked.node, 50)}` }
    : { classification: "ignored", reason: "nothing uses the result" };
};

const isCondition = (node: ts.Node): boolean => {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  return (
    (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isSwitchStatement(parent)) &&
    parent.expression === node
  );
};

const field = (sink: Sink): string => (sink.item.field ? `${sink.item.field} ` : "the result ");
