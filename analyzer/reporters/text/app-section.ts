import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { runsIn } from "../../../contracts/call-site.ts";
import { keptElsewhere } from "../../../contracts/kept-elsewhere.ts";
import { appName } from "./app-name.ts";
import { callSiteLines } from "./call-site-lines.ts";
import { chainLines } from "./chain-lines.ts";
import { countOf } from "./count-of.ts";
import { dispatchLines } from "./dispatch-lines.ts";
import { hopsText } from "./hops-text.ts";
import { isRunTimeName } from "./is-run-time-name.ts";
import { type Line, line, row, type Span, span } from "./line.ts";
import { nameList } from "./name-list.ts";
import { placeList, placeSpan } from "./place-list.ts";
import { runsOf } from "./runs-of.ts";
import { stateLines } from "./state-lines.ts";
import { structureLines } from "./structure-lines.ts";
import { workersOf } from "./workers-of.ts";

/** All that the audit knows of one app, in the order in which a reader asks. */
export function appSection(app: AuditedApp, audit: Audit, all: boolean): Line[] {
  const ofApp = <T extends { readonly app: string | null }>(sites: readonly T[]): T[] =>
    sites.filter((site) => site.app === app.id);
  return [
    line(
      0,
      span(appName(app), "title"),
      `  ${app.shape}${app.dead ? ", dead: nothing runs it" : ""}  `,
      placeSpan(app.graph),
      `  ${app.graph.kind}`,
    ),
    ...verdictLines(app),
    ...conductorLines(app, all),
    ...hopLines(app, audit),
    ...callSiteLines(
      audit.callSites.filter((site) => runsIn(site, app.id)),
      all,
    ),
    ...chainLines(app, all),
    ...structureLines(app, all),
    ...stateLines(ofApp(audit.stateSites), all, keptElsewhere(audit, app.id)),
    ...dispatchLines(runsOf(app, audit), all),
    ...dynamicLines(app),
  ];
}

const verdictLines = (app: AuditedApp): Line[] =>
  app.verdict.reasons.map((reason, index) =>
    index === 0 ? row("verdict", verdictSpan(app), `: ${reason}`) : row("", reason),
  );

/** The verdict in its colour. */
export const verdictSpan = (app: AuditedApp): Span => {
  const styles = { migrate: "good", partly: "warn", leave: "title" } as const;
  return span(app.verdict.verdict, styles[app.verdict.verdict]);
};

function conductorLines(app: AuditedApp, all: boolean): Line[] {
  const { workers, others } = workersOf(app);
  const names = (of: readonly string[]): string => {
    const more = of.some(isRunTimeName) ? " or more" : "";
    return `${of.length}${more}: ${nameList(of, all ? of.length : 12)}`;
  };
  const { conductor } = app;
  if (conductor === null) {
    return [row("conductor", "none"), ...(workers.length > 0 ? [row("agents", names(workers))] : [])];
  }
  return [
    row(app.shape === "router" ? "router" : "conductor", span(`${conductor.node}  `), placeSpan(conductor)),
    row("workers", workers.length > 0 ? names(workers) : "none found"),
    ...(others.length > 0 ? [row("others", names(others))] : []),
  ];
}

function hopLines(app: AuditedApp, audit: Audit): Line[] {
  const text = hopsText(app, audit.callSites);
  return text === null ? [] : [row("hops", text)];
}

const dynamicLines = (app: AuditedApp): Line[] => {
  const tools = app.dynamic.filter(({ what }) => what === "tools");
  const names = app.dynamic.filter(({ what }) => what !== "tools");
  return [
    ...(names.length > 0
      ? [row("run time", `${countOf(names.length, "name")} known only at run time  `, ...placeList(names, 4))]
      : []),
    ...(tools.length > 0 ? [row("run time", "tools known only at run time  ", ...placeList(tools, 4))] : []),
  ];
};
