import type { AnswerForm } from "../../contracts/call-site.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import type { Sink } from "./item.ts";
import { boundTool } from "./result-shape.ts";

/** How a routing-only site's answer names the agents, and by which value each, where the code shows it. */
export const answerForm = (
  context: FlowContext,
  found: ClassifiedSite,
  valuesOf: (field: string | null) => AnswerForm["values"],
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
    values: valuesOf(field),
  };
};

/** Where several name the agent, or its text does, the text: whatever the code makes of it. */
const fieldOf = (routes: readonly Sink[]): string | null => {
  const [first, ...others] = new Set(routes.map((s) => s.item.field));
  return first === undefined || others.length > 0 ? null : first;
};
