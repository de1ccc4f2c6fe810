import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { compare } from "../compare.ts";

const ownBuild = "dist/bin/unconduct.js";

/**
 * Times `unconduct audit` of one folder, as a user starts it, against another build of the command (by default the same
 * build, which shows the machine's noise). Ratios only: times of two machines cannot be compared.
 */
export const benchAgainst = (args: string[]): string => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      against: { type: "string", default: ownBuild },
      rounds: { type: "string", default: "5" },
    },
  });
  const folder = positionals[0] ?? "fixtures/apps/research-desk";
  for (const build of [ownBuild, values.against]) {
    if (!existsSync(build)) throw new Error(`${build} is missing: run \`npm run build\` there first`);
  }
  const base: number[] = [];
  const other: number[] = [];
  time(values.against, folder); // the first run warms the disk's cache for both
  for (let round = 0; round < Number(values.rounds); round += 1) {
    base.push(time(values.against, folder));
    other.push(time(ownBuild, folder));
  }
  const { baseMs, otherMs, ratio, noise } = compare(base, other);
  return [
    `audit of ${folder}, ${values.rounds} rounds in turns, medians`,
    `  base  ${values.against}: ${baseMs.toFixed(0)} ms (slowest / fastest ${noise.toFixed(2)})`,
    `  this  ${ownBuild}: ${otherMs.toFixed(0)} ms`,
    `  this / base: ${ratio.toFixed(2)}`,
  ].join("\n");
};

const time = (build: string, folder: string): number => {
  const start = performance.now();
  execFileSync(process.execPath, [build, "audit", folder, "--format", "json"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return performance.now() - start;
};
