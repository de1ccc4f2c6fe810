import type { CallSite, Classification } from "../../../contracts/call-site.ts";
import { countOf } from "./count-of.ts";
import { type Line, line, row, type Span, span } from "./line.ts";
import { nameList } from "./name-list.ts";
import { placeList, placeSpan } from "./place-list.ts";

// What a reader looks for first comes first: what can move, what moves in part, what stays, what nobody knows.
const order: readonly Classification[] = ["routing-only", "mixed", "reasoning", "undetermined", "ignored"];

/** Counts by class, such as `1 routing-only, 5 reasoning`. */
export const classCounts = (sites: readonly CallSite[]): string =>
  order
    .map((classification) => ({ classification, count: sitesOf(sites, classification).length }))
    .filter(({ count }) => count > 0)
    .map(({ classification, count }) => `${count} ${classification}`)
    .join(", ");

/** The call sites of one app: routing-only and mixed ones each with its reason, the rest by count and place. */
export function callSiteLines(sites: readonly CallSite[], all: boolean): Line[] {
  if (sites.length === 0) return [row("call sites", "none found")];
  return [
    row("call sites", classCounts(sites)),
    ...sitesLines(sitesOf(sites, "routing-only"), all),
    ...some(sitesOf(sites, "mixed"), all, 5),
    ...(all ? sitesLines(sitesOf(sites, "reasoning"), all) : folded(sites, "reasoning")),
    ...some(sitesOf(sites, "undetermined"), all, 3),
    ...(all ? sitesLines(sitesOf(sites, "ignored"), all) : folded(sites, "ignored")),
  ];
}

const sitesOf = (sites: readonly CallSite[], classification: Classification): CallSite[] =>
  sites.filter((site) => site.classification === classification);

function some(sites: readonly CallSite[], all: boolean, limit: number): Line[] {
  const shown = all ? sites : sites.slice(0, limit);
  const rest = sites.slice(shown.length);
  const lines = sitesLines(shown, all);
  if (rest.length === 0) return lines;
  return [
    ...lines,
    line(4, `${rest[0]?.classification}: `, ...placeList(rest, 3), span(" (--all for the reasons)", "quiet")),
  ];
}

/** Each site with its reason; without `all`, what holds for the one before it as well is not said again. */
const sitesLines = (sites: readonly CallSite[], all: boolean): Line[] =>
  sites.flatMap((site, index) => {
    const before = all ? undefined : sites[index - 1];
    const isSame = before !== undefined && before.reason === site.reason && factsOf(before) === factsOf(site);
    const text = isSame
      ? [`  the same${whereOf(site)}`]
      : [span(`  ${site.classification}`, styleOf(site)), whereOf(site)];
    return [
      line(4, placeSpan(site), ...text, ...(isSame ? [] : [factsOf(site)])),
      ...(isSame ? [] : [line(6, span(site.reason, "quiet"))]),
      ...(all ? evidenceLines(site) : []),
    ];
  });

const evidenceLines = (site: CallSite): Line[] =>
  site.evidence.map((step) => {
    const of = step.field === null ? "" : ` (${step.field})`;
    return line(8, placeSpan(step), `  ${step.role}${of}: ${step.what}`);
  });

const whereOf = (site: CallSite): string => (site.enclosing === "" ? "" : ` in ${site.enclosing}`);

function factsOf(site: CallSite): string {
  if (site.classification === "mixed" && site.replaceability === "intercept") {
    return "; its dispatch turns can be answered at run time (intercept)";
  }
  if (site.classification !== "routing-only") return "";
  const targets = site.targets.length > 0 ? ` among ${nameList(site.targets, 6)}` : "";
  return `; decides ${decidesTexts[site.decides ?? "unknown"]}${targets}; ${replaceabilityTexts[site.replaceability]}`;
}

const decidesTexts = {
  target: "the target",
  order: "an order",
  gate: "a gate",
  unknown: "something unknown",
};

const replaceabilityTexts = {
  rewrite: "a registry can be asked first (rewrite)",
  intercept: "dispatch turns can be answered at run time (intercept)",
  keep: "keep it",
};

const styleOf = (site: CallSite): Span["style"] => {
  if (site.replaceability === "rewrite") return "good";
  return site.classification === "undetermined" ? "warn" : "plain";
};

function folded(sites: readonly CallSite[], classification: Classification): Line[] {
  const found = sitesOf(sites, classification);
  if (found.length === 0) return [];
  return [line(4, `${classification}, ${countOf(found.length, "place")}: `, ...placeList(found, 4))];
}
