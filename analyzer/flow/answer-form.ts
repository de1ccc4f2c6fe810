import type { AnswerForm } from "../../contracts/call-site.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import { guardValues, tablesOn, tableValues } from "./guard-values.ts";
import type { Sink } from "./item.ts";
import { boundTool } from "./result-shape.ts";

/** An edge at which a result picks an agent. */
interface Edge {
  readonly graph: GraphModel;
  readonly from: string;
}

/** How a routing-only site's answer names the agents, and by which value each, where the code shows it. */
export const answerForm = (
  analysis: Analysis,
  found: ClassifiedSite,
  edges: readonly Edge[],
  agents: readonly string[],
): AnswerForm => {
  const routes = found.sinks.filter((s) => s.role === "route" && !s.item.faint);
  const field = fieldOf(routes);
  const { shape, site } = found;
  const runnable = site.receiver ?? (site.kind === "implicit" ? site.node : undefined);
  const own = routes.filter((s) => s.item.field === field);
  return {
    field,
    tool: runnable ? boundTool(analysis, runnable) : null,
    structured: shape !== undefined,
    fields: [...(shape ?? [])].map(([name, { kind }]) => ({ name, kind })).sort((a, b) => byCodeUnit(a.name, b.name)),
    values: valuesOf(analysis, found, own, edges, agents),
  };
};

/** Where several name the agent, or its text does, the text: whatever the code makes of it. */
const fieldOf = (routes: readonly Sink[]): string | null => {
  const [first, ...others] = new Set(routes.map((s) => s.item.field));
  return first === undefined || others.length > 0 ? null : first;
};

interface Said {
  readonly value: string;
  readonly target: string;
}

const valuesOf = (
  analysis: Analysis,
  found: ClassifiedSite,
  routes: readonly Sink[],
  edges: readonly Edge[],
  agents: readonly string[],
): AnswerForm["values"] => {
  const routed = edges.flatMap(({ graph, from }) => graph.routes.filter((r) => r.from === from));
  const keys = new Map(routed.flatMap((r) => [...(r.map ?? [])]));
  const nodeOf = (text: string): string => (keys.size ? (keys.get(text) ?? "") : text);
  const said = routes.flatMap((sink): readonly Said[] => {
    if (sink.item.implicit)
      return guardValues(analysis, sink).map(({ value, chosen }) => ({ value, target: nodeOf(chosen) }));
    const [table, other] = tablesOn(sink.item);
    if (other) return []; // which of the two the value is a key of is lost
    if (table) return tableValues(analysis, table).map(({ value, chosen }) => ({ value, target: nodeOf(chosen) }));
    const known = sink.item.field === null ? undefined : found.shape?.get(sink.item.field);
    const values = known?.kind === "label" ? known.values : known ? [] : keys.size ? [...keys.keys()] : agents;
    return values.map((value) => ({ value, target: nodeOf(value) }));
  });
  return agents.flatMap((target) => {
    const isSought = found.shape === undefined; // a text is asked whether it includes the value
    const own = said.filter((it) => it.target === target && isClear(it, said, isSought)).map((it) => it.value);
    const [value] = [...new Set(own)].sort((a, b) => Number(b === target) - Number(a === target) || byCodeUnit(a, b));
    return value === undefined ? [] : [{ target, value }];
  });
};

/** No other way leads elsewhere from this value, nor, where values are sought in a text, from a part of it. */
const isClear = ({ value, target }: Said, all: readonly Said[], isSought: boolean): boolean =>
  all.every((it) => it.target === target || (isSought ? !value.includes(it.value) : it.value !== value));
