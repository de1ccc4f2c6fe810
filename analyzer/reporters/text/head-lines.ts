import type { Audit } from "../../../contracts/audit.ts";
import { classCounts } from "./call-site-lines.ts";
import { countOf } from "./count-of.ts";
import { levelCounts } from "./finding-lines.ts";
import { type Line, line, span } from "./line.ts";

/** What was audited, and the counts that tell whether to read on. */
export function headLines(audit: Audit): Line[] {
  const { apps, callSites, findings } = audit;
  const conducted = apps.filter((app) => app.conductor !== null && !app.dead).length;
  const calls =
    callSites.length === 0
      ? "no model calls"
      : `${countOf(callSites.length, "model call")} (${classCounts(callSites)})`;
  return [
    line(0, span("unconduct audit", "title"), ` of ${audit.root}  `, span(audit.toolVersion, "quiet")),
    line(
      0,
      `${apps.length === 0 ? "No LangGraph.js app" : `${countOf(apps.length, "app")}, ${conducted} with a conductor`}; ${calls}; `,
      findings.length === 0 ? "no findings" : levelCounts(findings),
    ),
  ];
}
