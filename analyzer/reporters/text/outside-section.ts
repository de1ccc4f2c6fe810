import type { Audit } from "../../../contracts/audit.ts";
import { callSiteLines } from "./call-site-lines.ts";
import { countOf } from "./count-of.ts";
import { type Line, line, row, span } from "./line.ts";
import { placeList } from "./place-list.ts";
import { isTelling, looseStateLines } from "./state-lines.ts";

const shownState = 4;

/** What the audit found but could not attribute to a graph. */
export function outsideSection(audit: Audit, all: boolean): Line[] {
  const calls = audit.callSites.filter((site) => site.app === null);
  const state = audit.stateSites.filter((site) => site.app === null && (all || isTelling(site)));
  const runs = audit.dispatchSites.filter((site) => site.app === null);
  const lines = [
    ...(calls.length > 0 ? callSiteLines(calls, all) : []),
    ...(state.length > 0 ? [row("state", countOf(state.length, "place"))] : []),
    ...looseStateLines(state, all ? state.length : shownState),
    ...(runs.length > 0 ? [row("runs", ...placeList(runs, all ? runs.length : 4))] : []),
  ];
  return lines.length === 0 ? [] : [line(0, span("Outside any graph", "title")), ...lines];
}
