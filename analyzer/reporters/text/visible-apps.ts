import type { AuditedApp } from "../../../contracts/audited-app.ts";

/** Which apps a report shows in full, which only in the table, and which only as a count. */
export interface VisibleApps {
  readonly detailed: readonly AuditedApp[];
  /** Every app with a row; empty when the detailed ones are all there is. */
  readonly table: readonly AuditedApp[];
  readonly folded: readonly AuditedApp[];
}

const detailedApps = 4;
const tableRows = 30;
const ranks = { migrate: 0, partly: 1, leave: 2 };

/**
 * Those that pay most first. Dead apps and single agents are folded unless there is nothing else; beyond four apps a
 * table comes first and only those that could move are shown in full.
 */
export function visibleApps(apps: readonly AuditedApp[], all: boolean): VisibleApps {
  const ranked = apps.toSorted((a, b) => ranks[a.verdict.verdict] - ranks[b.verdict.verdict]);
  if (all) return { detailed: ranked, table: ranked.length > detailedApps ? ranked : [], folded: [] };
  const telling = ranked.filter((app) => !app.dead && app.shape !== "single-agent");
  const kept = telling.length > 0 ? telling : ranked.slice(0, detailedApps);
  const folded = ranked.filter((app) => !kept.includes(app));
  if (kept.length <= detailedApps) return { detailed: kept, table: [], folded };
  const detailed = kept.filter((app) => app.verdict.verdict !== "leave").slice(0, detailedApps);
  return { detailed, table: kept.slice(0, tableRows), folded: [...kept.slice(tableRows), ...folded] };
}
