import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one process took from its start to its end. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time of all its threads: steadier than wall time on a busy machine. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

const preload = join(import.meta.dirname, "report-usage.cjs");

/** Runs a Node script as a user starts it and measures it. Throws with the end of its stderr when it fails. */
export const measure = (script: string, args: readonly string[]): Cost => {
  const scratch = mkdtempSync(join(tmpdir(), "unconduct-bench-"));
  const usage = join(scratch, "usage.json");
  try {
    const begin = performance.now();
    const ended = spawnSync(process.execPath, ["--require", preload, script, ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
      env: { ...process.env, UNCONDUCT_BENCH_USAGE: usage },
    });
    const wallMs = performance.now() - begin;
    if (ended.status !== 0) throw new Error(`${script} ${args.join(" ")}: ${ended.stderr.slice(-500)}`);
    return { wallMs, ...(JSON.parse(readFileSync(usage, "utf8")) as Omit<Cost, "wallMs">) }; // written by the preload
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
