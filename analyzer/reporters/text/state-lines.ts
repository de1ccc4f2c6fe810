import type { StateSite } from "../../../contracts/audited-site.ts";
import type { KeptElsewhere } from "../../../contracts/kept-elsewhere.ts";
import { type Line, line, row, type Span, span } from "./line.ts";
import { placeSpan } from "./place-list.ts";

const shownSites = 8;
const kinds: readonly StateSite["kind"][] = ["saver", "store", "graph-cache", "thread-id", "process-map"];

/** Savers, stores, maps and thread ids of an app, whose savers and stores something else may bring. */
export function stateLines(ofApp: readonly StateSite[], all: boolean, elsewhere: KeptElsewhere | null = null): Line[] {
  const sites = all ? ofApp : ofApp.filter(isTelling);
  if (sites.length === 0) return [row("state", "no saver, store or thread id found")];
  const shown = all ? sites : sites.slice(0, shownSites);
  const [first, ...rest] = shown.map((site) => describe(site, elsewhere));
  const hidden = sites.length - shown.length;
  return [
    row("state", ...(first ?? [])),
    ...rest.map((spans) => row("", ...spans)),
    ...(hidden > 0 ? [row("", span(`and ${hidden} more (--all)`, "quiet"))] : []),
  ];
}

/** False for maps that keep nothing of a conversation: counters, caches, registries. */
export const isTelling = ({ holds }: StateSite): boolean => holds !== "limits" && holds !== "other";

/** The state sites that belong to no app, up to so many, the most telling kinds first, and how many more there are. */
export const looseStateLines = (sites: readonly StateSite[], shown: number): Line[] => [
  ...sites
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .slice(0, shown)
    .map((site) => line(4, ...describe(site, null))),
  ...(sites.length > shown ? [line(4, span(`and ${sites.length - shown} more (--all)`, "quiet"))] : []),
];

const describe = (site: StateSite, elsewhere: KeptElsewhere | null): Span[] => [
  span(
    `${site.kind === "process-map" && site.lifetime === "object" ? "map of an object" : kindTexts[site.kind]} ${site.name}  `,
  ),
  placeSpan(site),
  span("  "),
  fateOf(site, elsewhere),
];

const kindTexts: Record<StateSite["kind"], string> = {
  saver: "saver",
  store: "store",
  "process-map": "module-level map",
  "graph-cache": "cache of graphs",
  "thread-id": "thread id",
};

function fateOf(site: StateSite, elsewhere: KeptElsewhere | null): Span {
  if (site.kind === "thread-id") return threadTexts[site.threadId ?? "unknown"];
  if (elsewhere && site.durability === "process" && (site.kind === "saver" || site.kind === "store"))
    return elsewhere.kind === "server"
      ? span("not used where the LangGraph server runs the graph: it brings its own")
      : span(`lives on its user's device (${elsewhere.what})`);
  return durabilityTexts[site.durability];
}

const durabilityTexts: Record<StateSite["durability"], Span> = {
  process: span("lost with the process", "warn"),
  external: span("kept outside the process"),
  unknown: span("where it is kept is unknown"),
};

const threadTexts: Record<NonNullable<StateSite["threadId"]>, Span> = {
  constant: span("the same for every run", "warn"),
  random: span("random for each run"),
  request: span("from the request; no tenant id found in it"),
  "tenant-scoped": span("made for one tenant"),
  user: span("a user's id: one thread for all that a user asks"),
  unknown: span("where it comes from is unknown"),
};
