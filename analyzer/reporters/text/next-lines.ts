import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { appName } from "./app-name.ts";
import { countOf } from "./count-of.ts";
import { type Line, line, span } from "./line.ts";
import { type NextStep, nextSteps } from "./next-steps.ts";

/** The end of the report: where to start, app by app, or why to leave it. */
export function nextLines(apps: readonly AuditedApp[], audit: Audit, all: boolean): Line[] {
  const title = line(0, span("What to do next", "title"));
  if (audit.apps.length === 0) {
    return [title, line(2, "Nothing to move here: no LangGraph.js graph or prebuilt agent was found in this folder.")];
  }
  const named = apps.length > 1;
  return [
    title,
    ...together(apps, audit).flatMap(({ alike: [first, ...others], steps }) => [
      ...(named && first ? [line(2, span([first, ...others].map(appName).join(", "), "title"))] : []),
      ...stepLines(steps),
    ]),
    ...(all ? [] : moreLines(apps, audit)),
  ];
}

interface Together {
  readonly alike: readonly AuditedApp[];
  readonly steps: readonly NextStep[];
}

/** Apps with the very same advice get it once, where the first of them stands. */
function together(apps: readonly AuditedApp[], audit: Audit): Together[] {
  const groups = new Map<string, Together>();
  for (const app of apps) {
    const steps = nextSteps(app, audit);
    const key = JSON.stringify(steps);
    groups.set(key, { alike: [...(groups.get(key)?.alike ?? []), app], steps });
  }
  return [...groups.values()];
}

const stepLines = (steps: readonly NextStep[]): Line[] =>
  steps.map(({ lead, text }, index) => ({
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
