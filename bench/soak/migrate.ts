import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { MigratedCheckout } from "./migrate-one.ts";
import type { SoakResult } from "./soak-result.ts";
import { type CountedStage, countedStages } from "./stage-counts.ts";

/** What a stage counts. */
const countedAs: Readonly<Record<CountedStage, string>> = {
  1: "calls that only pick who runs next",
  2: "pairs of agents whose order is known",
  3: "in-memory savers and stores",
};

/**
 * `npm run soak -- migrate <folder> [part of a name] [stage]`: runs stages 1, 2 and 3, or one of them, each for itself over a
 * copy of every checkout below a folder, and checks that files parse, that a second run is empty and that undo restores
 * every byte. Without a folder: over the fixture apps.
 */
export async function soakMigrate([
  folder = "fixtures/apps",
  only = "",
  stage,
]: readonly string[]): Promise<SoakResult> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((it) => it.isDirectory() && it.name.includes(only))
    .map((it) => it.name)
    .sort();
  const stages = countedStages.filter((it) => stage === undefined || stage === String(it));
  const checkouts = names.map((name) => ({ name, ...migrateInChild(join(folder, name), stages) }));
  return {
    lines: [
      ...stages.flatMap((it) => linesOf(it, checkouts).map((line) => `stage ${it}: ${line}`)),
      `${checkouts.length} checkouts`,
    ],
    failures: checkouts.flatMap(({ name, crash, results }) => [
      ...(crash === undefined ? [] : [`${name}: crashed: ${crash}`]),
      ...results.flatMap((it) => it.failures.map((failure) => `${name}: stage ${it.stage}: ${failure}`)),
    ]),
  };
}

interface Checkout {
  readonly results: readonly MigratedCheckout[];
  /** The end of what it said, where it ended by an error. */
  readonly crash?: string;
}

function linesOf(stage: CountedStage, checkouts: readonly (Checkout & { readonly name: string })[]): string[] {
  const own = checkouts.flatMap(({ name, results }) =>
    results.filter((it) => it.stage === stage).map((it) => ({ name, ...it })),
  );
  const sum = (of: (it: MigratedCheckout) => number): number => own.reduce((total, it) => total + of(it), 0);
  const moved = sum((it) => it.moved);
  const excluded = reasonsOf(own.map((it) => it.excluded));
  const refused = reasonsOf(own.map((it) => it.refused));
  const meant = moved + refused.total;
  const kept = stage === 3 ? `; kept outside the process already: ${sum((it) => it.external)}` : "";
  return [
    ...own.flatMap((it) => lineOf(it.name, it)),
    ...excluded.lines.map((it) => `not meant for the stage: ${it}`),
    ...refused.lines.map((it) => `stays: ${it}`),
    `${sum((it) => it.files)} files, ${sum((it) => it.marks)} marks`,
    `${countedAs[stage]}: ${meant + excluded.total}; not meant for the stage ${excluded.total}; ` +
      `moved ${moved} of the other ${meant} (${percent(moved, meant)})${kept}`,
  ];
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

function migrateInChild(checkout: string, stages: readonly CountedStage[]): Checkout {
  const child = ["--max-old-space-size=3000", "--import", "tsx", join(import.meta.dirname, "migrate-one.ts")];
  const args = [...child, checkout, ...stages.map(String)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 64 << 20 });
  // The child prints one line, written by us.
  if (status === 0) return { results: JSON.parse(stdout) as MigratedCheckout[] };
  return { results: [], crash: stderr.trim().split("\n").slice(-12).join(" | ") };
}
