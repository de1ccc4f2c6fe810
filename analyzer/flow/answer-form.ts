import type { AnswerForm } from "../../contracts/call-site.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import type { Sink } from "./item.ts";
import { boundTool } from "./result-shape.ts";
import { soughtTexts, tablesOn } from "./sought-texts.ts";
import { textsForValue } from "./texts-for-value.ts";

/** An edge at which a result picks an agent. */
interface Edge {
  readonly graph: GraphModel;
  readonly from: string;
}

/** How a routing-only site's answer names the agents, and by which value each, where the code shows it. */
export const answerForm = (
  context: FlowContext,
  found: ClassifiedSite,
  edges: readonly Edge[],
  agents: readonly string[],
): AnswerForm => {
  const routes = found.sinks.filter((s) => s.role === "route");
  const strong = routes.filter((s) => !s.item.faint);
  const field = fieldOf(strong.length ? strong : routes);
  const { shape, site } = found;
  const runnable = site.receiver ?? (site.kind === "implicit" ? site.node : undefined);
  return {
    field,
    tool: runnable ? boundTool(context.analysis, runnable) : null,
    structured: shape !== undefined,
    fields: [...(shape ?? [])].map(([name, { kind }]) => ({ name, kind })).sort((a, b) => byCodeUnit(a.name, b.name)),
    values: valuesOf(context, found, field, edges, agents),
  };
};

/** Where several name the agent, or its text does, the text: whatever the code makes of it. */
const fieldOf = (routes: readonly Sink[]): string | null => {
  const [first, ...others] = new Set(routes.map((s) => s.item.field));
  return first === undefined || others.length > 0 ? null : first;
};

/** Of all values that the answer may have, for each agent one that leads to it and to no other, whatever else code does. */
const valuesOf = (
  context: FlowContext,
  found: ClassifiedSite,
  field: string | null,
  edges: readonly Edge[],
  agents: readonly string[],
): AnswerForm["values"] => {
  const keys = new Map(
    edges.flatMap(({ graph, from }) => graph.routes.filter((r) => r.from === from)).flatMap((r) => [...(r.map ?? [])]),
  );
  const nodeOf = (text: string): string => (keys.size ? (keys.get(text) ?? "") : text);
  const values = new Map<string, string[]>();
  for (const value of mayBe(context, found, field, keys.size ? [...keys.keys()] : agents)) {
    const reached = [...(textsForValue(context, found, field, value) ?? [])]
      .map(nodeOf)
      .filter((node) => agents.includes(node));
    const [target, other] = new Set(reached);
    if (target !== undefined && other === undefined) values.set(target, [...(values.get(target) ?? []), value]);
  }
  return agents.flatMap((target) => {
    const own = values.get(target) ?? [];
    const [value] = own.sort(
      (a, b) => Number(b === target) - Number(a === target) || a.length - b.length || byCodeUnit(a, b),
    );
    return value === undefined ? [] : [{ target, value }];
  });
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
