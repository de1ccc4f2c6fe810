import type { ts } from "ts-morph";
import type { CallSite } from "../../contracts/call-site.ts";
import type { Prebuilt } from "../extract/find-prebuilts.ts";
import type { Site } from "../extract/site.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import { classifySite } from "./classify-site.ts";
import { type AgentsOf, decide } from "./decide.ts";
import type { FlowContext } from "./flow-context.ts";
import { type AppIds, toCallSite } from "./to-call-site.ts";

/** Classifies every site and says what it decides; in file order, each with an id of its own. */
export const reportCallSites = (
  context: FlowContext,
  sites: readonly Site[],
  prebuilts: readonly Prebuilt[],
  agentsOf: AgentsOf,
  apps: AppIds,
): CallSite[] => {
  const byOrigin = new Map<ts.Node, Prebuilt>(prebuilts.map((p) => [p.origin, p]));
  const classified = sites.map((site) => classifySite(context, site, byOrigin));
  const reported = classified.map((found) => toCallSite(context, found, decide(context, found, agentsOf), apps));
  reported.sort((a, b) => byCodeUnit(a.file, b.file) || a.start - b.start || a.end - b.end);
  return withOrdinals(reported);
};

/** Equal calls in one function have equal ids: the second gets `~2`. */
const withOrdinals = (sites: readonly CallSite[]): CallSite[] => {
  const seen = new Map<string, number>();
  return sites.map((site) => {
    const count = (seen.get(site.id) ?? 0) + 1;
    seen.set(site.id, count);
    return count === 1 ? site : { ...site, id: `${site.id}~${count}` };
  });
};
