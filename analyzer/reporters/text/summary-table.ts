import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { runsIn } from "../../../contracts/call-site.ts";
import { verdictSpan } from "./app-section.ts";
import { displayWidth, fitColumns, fitColumnsEnd } from "./display-width.ts";
import { type Line, line, span } from "./line.ts";
import { placeText } from "./place-list.ts";
import { workersOf } from "./workers-of.ts";

/** Columns of everything that is not a place, a name or a shape, with the spaces before. */
const factColumns = "  workers  routing  chains  verdict".length;
const widestName = 18;

interface Columns {
  readonly place: number;
  /** 0: there is no room for names. */
  readonly name: number;
  readonly shape: number;
}

/** One row an app: place, name, shape, workers, model calls that only route, chains through the conductor, verdict. */
export function summaryTable(apps: readonly AuditedApp[], audit: Audit, width: number): Line[] {
  if (apps.length === 0) return [];
  const columns = columnsFor(apps, width - 2 - factColumns);
  const heads = [`  ${"shape".padEnd(columns.shape)}`, "workers", "routing", "chains", "verdict"].join("  ");
  return [
    line(2, span(`${fitColumns("graph", columns.place)}${nameCell("name", columns)}${heads}`, "label")),
    ...apps.map((app) => tableRow(app, audit, columns)),
  ];
}

function columnsFor(apps: readonly AuditedApp[], room: number): Columns {
  const longest = (texts: readonly string[]): number => Math.max(5, ...texts.map(displayWidth));
  const shape = longest(apps.map((app) => app.shape));
  const left = room - shape - 2;
  const name = left < 40 ? 0 : Math.min(widestName, longest(apps.map((app) => app.name ?? "")));
  const place = Math.min(left - (name > 0 ? name + 2 : 0), longest(apps.map((app) => placeText(app.graph))));
  return { place, name, shape };
}

const nameCell = (name: string, columns: Columns): string =>
  columns.name > 0 ? `  ${fitColumns(name, columns.name)}` : "";

function tableRow(app: AuditedApp, audit: Audit, columns: Columns): Line {
  const routing = audit.callSites.filter((it) => runsIn(it, app.id) && it.classification === "routing-only").length;
  const chains = app.chains.filter((chain) => chain.throughConductor).length;
  const numbers = [cell(workersOf(app).workers.length, 7), cell(routing, 7), cell(chains, 6)].join("  ");
  return line(
    2,
    span(fitColumnsEnd(placeText(app.graph), columns.place), "place"),
    `${nameCell(app.name ?? "", columns)}  ${app.shape.padEnd(columns.shape)}  ${numbers}  `,
    verdictSpan(app),
  );
}

const cell = (count: number, columns: number): string => String(count).padStart(columns);
