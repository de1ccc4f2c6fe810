import type { Audit } from "../contracts/audit.ts";
import type { Finding } from "../contracts/audited-site.ts";

/** What the exit code of every command means. */
export const exitCodes = {
  /** Finished, and nothing at or above `--fail-on`. */
  done: 0,
  /** Finished, and something is at or above `--fail-on`; or verification stopped a migration. */
  found: 1,
  /** Wrong usage, nothing readable, or a defect of this tool. */
  failed: 2,
} as const;

/** The levels of `--fail-on`, mildest first; `never` is its default. */
export const failLevels = ["info", "warning", "error"] as const satisfies readonly Finding["level"][];

/** See {@link failLevels}. */
export type FailOn = (typeof failLevels)[number] | "never";

/** The exit code of a finished audit. Skipped files never change it. */
export function auditExitCode(audit: Audit, failOn: FailOn): number {
  if (failOn === "never") return exitCodes.done;
  const lowest = failLevels.indexOf(failOn);
  return audit.findings.some((it) => failLevels.indexOf(it.level) >= lowest) ? exitCodes.found : exitCodes.done;
}
