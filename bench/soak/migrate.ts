import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { MigratedCheckout } from "./migrate-one.ts";
import type { SoakResult } from "./soak-result.ts";

/**
 * `npm run soak -- migrate <folder> [part of a name] [2 or 3]`: runs a stage (default 3) over a copy of every checkout below a
 * folder, each in a process of its own, and checks that files parse, that a second run is empty and that undo restores every byte. Without a
 * folder: over the fixture apps.
 */
export async function soakMigrate([
  folder = "fixtures/apps",
  only = "",
  stage = "3",
]: readonly string[]): Promise<SoakResult> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((it) => it.isDirectory() && it.name.includes(only))
    .map((it) => it.name)
    .sort();
  const results = names.map((name) => ({ name, ...migrateInChild(join(folder, name), stage) }));
  const sum = (of: (it: MigratedCheckout) => number): number => results.reduce((total, it) => total + of(it), 0);
  const moved = sum((it) => it.moved);
  const excluded = reasonsOf(results.map((it) => it.excluded));
  const refused = reasonsOf(results.map((it) => it.refused));
  const meant = moved + refused.total;
  return {
    lines: [
      ...results.flatMap((it) => lineOf(it.name, it)),
      ...excluded.lines.map((it) => `not meant for the stage: ${it}`),
      ...refused.lines.map((it) => `stays: ${it}`),
      `${results.length} checkouts, ${sum((it) => it.files)} files, ${sum((it) => it.marks)} marks`,
      `${stage === "2" ? "pairs of agents whose order is known" : "in-memory savers and stores"}: ${meant + excluded.total}; not meant for the stage ${excluded.total}; ` +
        `moved ${moved} of the other ${meant} (${percent(moved, meant)}); kept outside the process already: ${sum((it) => it.external)}`,
    ],
    failures: results.flatMap(({ name, failures }) => failures.map((it) => `${name}: ${it}`)),
  };
}

function reasonsOf(all: readonly Readonly<Record<string, number>>[]) {
  const reasons = new Map<string, number>();
  for (const it of all)
    for (const [reason, count] of Object.entries(it)) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const sorted = [...reasons].sort(([, a], [, b]) => b - a);
  return {
    total: sorted.reduce((total, [, count]) => total + count, 0),
    lines: sorted.map(([reason, count]) => `${count} ${reason}`),
  };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? "none" : `${((100 * part) / whole).toFixed(0)} %`;

const lineOf = (name: string, { moved, files, problems }: MigratedCheckout): string[] => [
  ...(moved > 0 ? [`${name}: ${moved} moved, ${files} files`] : []),
  ...problems.map((it) => `${name}: stopped by verification: ${it}`),
];

function migrateInChild(checkout: string, stage: string): MigratedCheckout {
  const args = [
    "--max-old-space-size=3000",
    "--import",
    "tsx",
    join(import.meta.dirname, "migrate-one.ts"),
    checkout,
    stage,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 64 << 20 });
  // The child prints one line, written by us.
  if (status === 0) return JSON.parse(stdout) as MigratedCheckout;
  const said = stderr.trim().split("\n").slice(-12).join(" | ");
  return {
    moved: 0,
    excluded: {},
    refused: {},
    external: 0,
    marks: 0,
    files: 0,
    problems: [],
    failures: [`crashed: ${said}`],
  };
}
