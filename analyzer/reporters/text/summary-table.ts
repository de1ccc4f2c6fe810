import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { appName } from "./app-name.ts";
import { verdictSpan } from "./app-section.ts";
import { displayWidth, fitColumns } from "./display-width.ts";
import { type Line, line, span } from "./line.ts";
import { placeSpan } from "./place-list.ts";
import { workersOf } from "./workers-of.ts";

const nameColumns = 26;

/** One row an app: name, shape, workers, model calls that only route, chains through the conductor, verdict, place. */
export function summaryTable(apps: readonly AuditedApp[], audit: Audit): Line[] {
  if (apps.length === 0) return [];
  const columns = Math.min(nameColumns, Math.max(4, ...apps.map((app) => displayWidth(appName(app)))));
  const head = `${"app".padEnd(columns)}  ${"shape".padEnd(15)}  workers  routing  chains  verdict  graph`;
  return [line(2, span(head, "label")), ...apps.map((app) => tableRow(app, audit, columns))];
}

function tableRow(app: AuditedApp, audit: Audit, columns: number): Line {
  const routing = audit.callSites.filter((it) => it.app === app.id && it.classification === "routing-only").length;
  const chains = app.chains.filter((chain) => chain.throughConductor).length;
  const numbers = [cell(workersOf(app).length, 7), cell(routing, 7), cell(chains, 6)].join("  ");
  const { text, style } = verdictSpan(app);
  return line(
    2,
    span(fitColumns(appName(app), columns)),
    `  ${app.shape.padEnd(15)}  ${numbers}  `,
    span(text.padEnd(7), style),
    "  ",
    placeSpan(app.graph),
  );
}

const cell = (count: number, columns: number): string => String(count).padStart(columns);
