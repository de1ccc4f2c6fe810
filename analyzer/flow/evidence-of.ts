import type { Evidence } from "../../contracts/call-site.ts";
import type { Analysis } from "../source/analysis.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import { contentOf } from "./content-of.ts";
import { EXISTENCE, type Sink, type Trail } from "./item.ts";

const MAX_STEPS = 4;

/** The paths that decide a class, one for each role (and for each field of a mixed result), short enough to read. */
export const evidenceOf = (analysis: Analysis, found: ClassifiedSite): Evidence[] => {
  const content = new Set(contentOf(found.sinks));
  const shown = new Map<string, Sink>();
  for (const sink of found.sinks) {
    if (sink.role === "guard" || (sink.role === "content" && !content.has(sink))) continue;
    if (sink.what.endsWith(EXISTENCE) && found.sinks.some((s) => s.role !== "neutral")) continue;
    const key = `${sink.role}|${sink.item.field}`;
    if (!shown.has(key)) shown.set(key, sink);
  }
  const order = ["route", "content", "escape", "neutral"];
  const sinks = [...shown.values()].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role)).slice(0, 6);
  return sinks.flatMap((sink) => pathOf(analysis, sink));
};

const pathOf = (analysis: Analysis, sink: Sink): Evidence[] => {
  const trail: Trail[] = [];
  for (let t: Trail | undefined = sink.item.trail; t; t = t.parent) trail.unshift(t);
  const steps = trail.slice(1);
  const kept = steps.length > MAX_STEPS ? [...steps.slice(0, 2), ...steps.slice(-2)] : steps;
  const role = sink.role === "guard" ? "neutral" : sink.role;
  return [
    ...kept.map((t): Evidence => ({ ...analysis.placeOf(t.node), role: "step", what: t.what, field: null })),
    { ...analysis.placeOf(sink.item.node), role, what: sink.what, field: sink.item.field },
  ];
};
