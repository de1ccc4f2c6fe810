import type { Audit } from "../../contracts/audit.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { mapStrings } from "./map-strings.ts";
import type { Reporter, ReportOptions } from "./reporter.ts";
import { appSection } from "./text/app-section.ts";
import { factLines } from "./text/fact-lines.ts";
import { findingLines } from "./text/finding-lines.ts";
import { foldedLines } from "./text/folded-lines.ts";
import { headLines } from "./text/head-lines.ts";
import { blank, type Line } from "./text/line.ts";
import { nextLines } from "./text/next-lines.ts";
import { outsideSection } from "./text/outside-section.ts";
import { renderLines } from "./text/render-lines.ts";
import { sinceSections } from "./text/since-section.ts";
import { skippedLines } from "./text/skipped-lines.ts";
import { summaryTable } from "./text/summary-table.ts";
import { tenancyLines } from "./text/tenancy-lines.ts";
import { visibleApps } from "./text/visible-apps.ts";

/** The audit for a person at a terminal: one screen, most telling apps first, what to do next at the end. */
export const text: Reporter = (audit, options) => {
  // The one place where repository strings are made safe: nothing below sees a raw one.
  const lines = reportLines(mapStrings(audit, escapeTerminal), options);
  return { output: renderLines(lines, options) };
};

function reportLines(audit: Audit, { all, width }: ReportOptions): Line[] {
  const sections = audit.since === undefined ? wholeSections(audit, all, width) : changedSections(audit, all);
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index) => (index > 0 ? [blank, ...section] : section));
}

const changedSections = (audit: Audit, all: boolean): Line[][] => [
  headLines(audit),
  ...sinceSections(audit, all),
  findingLines(audit.findings, all),
  skippedLines(audit.skipped, all),
];

function wholeSections(audit: Audit, all: boolean, width: number): Line[][] {
  const { detailed, table, folded } = visibleApps(audit.apps, all);
  return [
    headLines(audit),
    summaryTable(table, audit, width),
    foldedLines(folded),
    ...detailed.map((app) => appSection(app, audit, all)),
    outsideSection(audit, all),
    tenancyLines(audit.tenancySites, all),
    factLines(audit.facts ?? [], all),
    findingLines(audit.findings, all),
    skippedLines(audit.skipped, all),
    nextLines(detailed.length > 0 ? detailed : table, audit, all),
  ];
}
