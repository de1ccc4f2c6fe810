import type { Analysis } from "../../source/analysis.ts";
import type { FoundState } from "./found-state.ts";
import { processMap } from "./process-map.ts";
import { saverSite } from "./saver-site.ts";
import { threadId } from "./thread-id.ts";

/** Savers, stores, process-local maps and thread ids. */
export const findStateSites = (analysis: Analysis): FoundState[] => {
  const found: FoundState[] = [];
  for (const node of analysis.references.nodes) {
    const site = saverSite(analysis, node) ?? processMap(analysis, node) ?? threadId(analysis, node);
    if (site) found.push(site);
  }
  return found;
};
