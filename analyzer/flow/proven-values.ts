import type { AnswerForm } from "../../contracts/call-site.ts";
import { plainName } from "../../contracts/plain-name.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import type { GraphChoice } from "./graph-choice.ts";
import { returnsToPerson } from "./returns-to-person.ts";
import { soughtTexts, tablesOn } from "./sought-texts.ts";
import { textsForValue } from "./texts-for-value.ts";

/** The nodes that each value of the answer leads to in one graph. */
type Outcomes = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Of all values that the answer may have, for each agent one that leads to it and to no other, whatever else code does: in
 * each graph that runs the code, where it is the same agent in all of them. Empty where one of the graphs has no choice left.
 */
export const provenValues = (
  context: FlowContext,
  found: ClassifiedSite,
  field: string | null,
  choices: readonly GraphChoice[],
): AnswerForm["values"] => {
  const proven = choices.map((choice) => {
    const shared = choices.length > 1 ? choice.graph : undefined;
    const outcomes = outcomesIn(context, found, field, choice, shared);
    const values = valuesByAgent(outcomes, choice.agents);
    return {
      graph: choice.graph,
      values,
      isChoice: values.size > 1 || isOneOrAgain(context, found, field, choice, outcomes),
    };
  });
  const [first, ...others] = proven;
  if (!first || !proven.every((it) => it.isChoice)) return [];
  return [...first.values.keys()].sort(byCodeUnit).flatMap((target) => {
    if (!others.every((it) => isSameNode(first.graph, it.graph, target))) return [];
    const own = (first.values.get(target) ?? []).filter((value) =>
      others.every((it) => it.values.get(target)?.includes(value)),
    );
    const [value] = own.sort(
      (a, b) => Number(b === target) - Number(a === target) || a.length - b.length || byCodeUnit(a, b),
    );
    return value === undefined ? [] : [{ target, value }];
  });
};

const outcomesIn = (
  context: FlowContext,
  found: ClassifiedSite,
  field: string | null,
  { graph, from, agents }: GraphChoice,
  shared: GraphModel | undefined,
): Outcomes => {
  const keys = new Map(graph.routes.filter((r) => from.includes(r.from)).flatMap((r) => [...(r.map ?? [])]));
  const nodeOf = (text: string): string => (keys.size ? (keys.get(text) ?? "") : text);
  const outcomes = new Map<string, ReadonlySet<string>>();
  for (const value of mayBe(context, found, field, keys.size ? [...keys.keys()] : agents)) {
    const texts = textsForValue(context, found, field, value, shared);
    outcomes.set(value, new Set([...(texts ?? [])].map(nodeOf)));
  }
  return outcomes;
};

/** The values by which each agent is picked, and no other agent with it. */
const valuesByAgent = (outcomes: Outcomes, agents: readonly string[]): ReadonlyMap<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const [value, nodes] of outcomes) {
    const [target, other] = [...nodes].filter((node) => agents.includes(node));
    if (target !== undefined && other === undefined) values.set(target, [...(values.get(target) ?? []), value]);
  }
  return values;
};

/**
 * One agent, picked by its own name, or the person asked once more: every value of a closed set leads to one of the two, and
 * the agent's work comes back to that person, so nothing passes by this choice.
 */
const isOneOrAgain = (
  { analysis }: FlowContext,
  { shape }: ClassifiedSite,
  field: string | null,
  { graph, from, models }: GraphChoice,
  outcomes: Outcomes,
): boolean => {
  const [asking, other] = from;
  const known = field === null ? undefined : shape?.get(field);
  if (asking === undefined || other !== undefined || known?.kind !== "label") return false;
  const reached = [...outcomes].map(([value, nodes]) => ({
    value,
    node: nodes.size === 1 ? [...nodes][0] : undefined,
  }));
  const named = reached.filter(({ node }) => node !== asking);
  const [agent, more] = named;
  if (agent?.node === undefined || more || named.length === reached.length) return false;
  return (
    models.has(agent.node) &&
    plainName(agent.value) === plainName(agent.node) &&
    returnsToPerson(analysis, graph, agent.node, asking)
  );
};

/** Two graphs have the very same code under a name. */
const isSameNode = (a: GraphModel, b: GraphModel, name: string): boolean => {
  const [one, two] = [a.nodes.get(name)?.functions ?? [], b.nodes.get(name)?.functions ?? []];
  return one.length > 0 && one.length === two.length && one.every((fn) => two.includes(fn));
};

/** Values that the field can have: those of its schema; of a text, those that the code looks for, or else the names. */
const mayBe = (
  { analysis }: FlowContext,
  found: ClassifiedSite,
  field: string | null,
  names: readonly string[],
): readonly string[] => {
  const known = field === null ? undefined : found.shape?.get(field);
  if (known) return known.kind === "label" ? known.values : [];
  const routes = found.sinks.filter((s) => s.role === "route" && s.item.field === field);
  // Each is proven or dropped, so all that the code has words for may be tried.
  const sought = routes.flatMap((sink) => soughtTexts(analysis, sink));
  const direct = routes.some((s) => !s.item.implicit && !tablesOn(s.item).length);
  return [...new Set([...sought, ...(direct ? names : [])])].slice(0, MAX_VALUES);
};

const MAX_VALUES = 60;
