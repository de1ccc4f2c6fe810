import type { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { isNothing } from "./choices.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import { startsOf } from "./flow-starts.ts";
import { graphsAround } from "./graphs-around.ts";
import type { Item, Sink } from "./item.ts";
import { walkFlow } from "./walk-flow.ts";

/**
 * Every text that the code makes of one value of the model's answer where an edge is chosen, for code that several graphs
 * share in one of them: the walk that classified the site, once more, with this value only. Null where something is made of it
 * that the code does not show.
 */
export const textsForValue = (
  context: FlowContext,
  { site, shape }: ClassifiedSite,
  field: string | null,
  value: string,
  shared?: GraphModel,
): ReadonlySet<string> | null => {
  const about = { field, text: value };
  const { sinks, visited } = walkFlow(context, startsOf(context, site, about), {
    shape,
    callsTools: true,
    value: about,
  });
  const carriers = new Set<ts.Node>(
    visited.flatMap((item) => (item.said !== null && !item.implicit ? [item.node] : [])),
  );
  const isElsewhere = ({ item }: Sink): boolean => {
    const graphs = shared ? graphsAround(context, item.node) : [];
    return shared !== undefined && graphs.length > 0 && !graphs.includes(shared);
  };
  const texts = sinks
    .filter((s) => s.role === "route" && s.item.field === field && !isNone(s.item) && !isElsewhere(s))
    .filter(({ item }) => !item.chosen || !carriers.has(item.chosen)) // no constant: it has the value, which is followed itself
    .map(({ item }) => item.said);
  return texts.length === 0 || texts.includes(null) || sinks.some((s) => s.role === "escape")
    ? null
    : new Set(texts.filter((text) => text !== null));
};

/** A cleared field picks nobody. */
const isNone = ({ chosen }: Item): boolean => chosen !== null && isNothing(chosen);
