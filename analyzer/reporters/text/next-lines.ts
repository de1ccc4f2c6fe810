import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { appName } from "./app-name.ts";
import { countOf } from "./count-of.ts";
import { type Line, line, span } from "./line.ts";
import { nextSteps } from "./next-steps.ts";

/** The end of the report: where to start, app by app, or why to leave it. */
export function nextLines(apps: readonly AuditedApp[], audit: Audit, all: boolean): Line[] {
  const title = line(0, span("What to do next", "title"));
  if (audit.apps.length === 0) {
    return [title, line(2, "Nothing to move here: no LangGraph.js graph or prebuilt agent was found in this folder.")];
  }
  const named = apps.length > 1;
  return [
    title,
    ...apps.flatMap((app) => [...(named ? [line(2, span(appName(app), "title"))] : []), ...stepLines(app, audit)]),
    ...(all ? [] : moreLines(apps, audit)),
  ];
}

const stepLines = (app: AuditedApp, audit: Audit): Line[] =>
  nextSteps(app, audit).map(({ lead, text }, index) => ({
    ...line(2, `${index + 1}. `, span(lead, "title"), text),
    hang: 5,
  }));

function moreLines(shown: readonly AuditedApp[], audit: Audit): Line[] {
  const rest = audit.apps.filter((app) => !app.dead && app.verdict.verdict !== "leave" && !shown.includes(app));
  if (rest.length === 0) return [];
  return [
    line(
      2,
      span(
        `${countOf(rest.length, "more app")} could move; --all, or an audit of its own folder, shows each in full.`,
        "quiet",
      ),
    ),
  ];
}
