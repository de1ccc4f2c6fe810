import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { MigratedCheckout } from "./migrate-one.ts";
import type { SoakResult } from "./soak-result.ts";

/**
 * `npm run soak -- migrate <folder> [part of a name]`: migrates a copy of every checkout below a folder, each in a process
 * of its own, and checks that files parse, that a second run is empty and that undo restores every byte. Without a
 * folder: over the fixture apps.
 */
export async function soakMigrate([folder = "fixtures/apps", only = ""]: readonly string[]): Promise<SoakResult> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((it) => it.isDirectory() && it.name.includes(only))
    .map((it) => it.name)
    .sort();
  const results = names.map((name) => ({ name, ...migrateInChild(join(folder, name)) }));
  const reasons = new Map<string, number>();
  for (const { left } of results)
    for (const [reason, count] of Object.entries(left)) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const sum = (of: (it: MigratedCheckout) => number): number => results.reduce((total, it) => total + of(it), 0);
  return {
    lines: [
      ...results.flatMap((it) => lineOf(it.name, it)),
      ...[...reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `left ${count}: ${reason}`),
      `${results.length} checkouts, ${sum((it) => it.moved)} moved, ${sum((it) => it.marks)} marked, ${sum((it) => it.files)} files`,
    ],
    failures: results.flatMap(({ name, failures }) => failures.map((it) => `${name}: ${it}`)),
  };
}

const lineOf = (name: string, { moved, files, problems }: MigratedCheckout): string[] => [
  ...(moved > 0 ? [`${name}: ${moved} moved, ${files} files`] : []),
  ...problems.map((it) => `${name}: stopped by verification: ${it}`),
];

function migrateInChild(checkout: string): MigratedCheckout {
  const args = ["--max-old-space-size=3000", "--import", "tsx", join(import.meta.dirname, "migrate-one.ts"), checkout];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 64 << 20 });
  // The child prints one line, written by us.
  if (status === 0) return JSON.parse(stdout) as MigratedCheckout;
  const said = stderr.trim().split("\n").slice(-12).join(" | ");
  return { moved: 0, left: {}, marks: 0, files: 0, problems: [], failures: [`crashed: ${said}`] };
}
