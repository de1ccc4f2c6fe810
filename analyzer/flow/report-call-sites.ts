import type { ts } from "ts-morph";
import type { CallSite } from "../../contracts/call-site.ts";
import type { Place } from "../../contracts/place.ts";
import type { Prebuilt } from "../extract/find-prebuilts.ts";
import type { Site } from "../extract/site.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import { classifySite } from "./classify-site.ts";
import { type AgentsOf, decide } from "./decide.ts";
import type { FlowContext } from "./flow-context.ts";
import type { Sink } from "./item.ts";
import { type AppIds, toCallSite } from "./to-call-site.ts";

/** The call sites of a report, and what it has no room for. */
export interface ReportedCalls {
  /** In file order, each with an id of its own. */
  readonly callSites: CallSite[];
  /** By id: all places where what a call says chooses what runs next. Evidence shows one of them. */
  readonly waysOf: ReadonlyMap<string, readonly Place[]>;
}

/** Classifies every site and says what it decides. */
export const reportCallSites = (
  context: FlowContext,
  sites: readonly Site[],
  prebuilts: readonly Prebuilt[],
  agentsOf: AgentsOf,
  apps: AppIds,
): ReportedCalls => {
  const byOrigin = new Map<ts.Node, Prebuilt>(prebuilts.map((p) => [p.origin, p]));
  const classified = sites.map((site) => classifySite(context, site, byOrigin));
  const reported = classified.map((found) => toCallSite(context, found, decide(context, found, agentsOf), apps));
  const both = reported.map((site, at) => ({ site, ways: waysOf(context, classified[at]?.sinks ?? []) }));
  both.sort(({ site: a }, { site: b }) => byCodeUnit(a.file, b.file) || a.start - b.start || a.end - b.end);
  const callSites = withOrdinals(both.map(({ site }) => site));
  return { callSites, waysOf: new Map(callSites.map(({ id }, at) => [id, both[at]?.ways ?? []])) };
};

const waysOf = ({ analysis }: FlowContext, sinks: readonly Sink[]): readonly Place[] =>
  sinks.filter(({ role }) => role === "route").map(({ item }) => analysis.placeOf(item.node));

/** Equal calls in one function have equal ids: the second gets `~2`. */
const withOrdinals = (sites: readonly CallSite[]): CallSite[] => {
  const seen = new Map<string, number>();
  return sites.map((site) => {
    const count = (seen.get(site.id) ?? 0) + 1;
    seen.set(site.id, count);
    return count === 1 ? site : { ...site, id: `${site.id}~${count}` };
  });
};
