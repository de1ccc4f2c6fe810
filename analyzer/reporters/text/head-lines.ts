import type { Audit } from "../../../contracts/audit.ts";
import { classCounts } from "./call-site-lines.ts";
import { countOf } from "./count-of.ts";
import { levelCounts } from "./finding-lines.ts";
import { type Line, line, span } from "./line.ts";

/** What was audited, and the counts that tell whether to read on. */
export function headLines(audit: Audit): Line[] {
  const { apps, callSites, findings } = audit;
  const conducted = apps.filter((app) => app.conductor !== null && !app.dead);
  const routers = conducted.filter((app) => app.shape === "router").length;
  const conductors = conducted.length - routers;
  const counts = [
    countOf(apps.length, "app"),
    ...(conductors > 0 || routers === 0 ? [`${conductors} with a conductor`] : []),
    ...(routers > 0 ? [`${routers} with a router`] : []),
  ];
  const calls =
    callSites.length === 0
      ? "no model calls"
      : `${countOf(callSites.length, "model call site")} (${classCounts(callSites)})`;
  return [
    line(0, span("unconduct audit", "title"), ` of ${audit.root}  `, span(audit.toolVersion, "quiet")),
    line(
      0,
      `${apps.length === 0 ? "No LangGraph.js app" : counts.join(", ")}; ${calls}; `,
      findings.length === 0 ? "no findings" : levelCounts(findings),
    ),
  ];
}
