import type { Decision } from "../../contracts/decision.ts";
import { shareOfPairs } from "../agreement/agreement-table.ts";
import { recheckPairs } from "../agreement/recheck-pairs.ts";
import type { Share } from "../agreement/share.ts";

/** The stages that checks know. */
export type CheckedStage = "registry" | "handoff";

/** Runs of one kind. */
export interface RunFigures {
  readonly runs: number;
  readonly failed: number;
  /** Milliseconds from the first decision to the last, 95th percentile; null: no runs. */
  readonly p95Ms: number | null;
}

/** What decisions show about a stage of one tenant. */
export interface StageFigures {
  readonly agreement: Share;
  readonly self: Share;
  /** Runs on which the stage took effect. */
  readonly treated: RunFigures;
  /** Runs beside or before them. */
  readonly control: RunFigures;
}

/** Figures of decisions at or after `since` (milliseconds since 1970). Pure. */
export const stageFigures = (decisions: readonly Decision[], stage: CheckedStage, since: number): StageFigures => {
  const recent = decisions.filter(({ at }) => Date.parse(at) >= since);
  const pairs = recheckPairs(recent);
  const runs = runsOf(recent);
  const number = stage === "registry" ? 1 : 2;
  const isTreated = (run: readonly Decision[]) =>
    run.some((it) => it.stage === number && (it.mode === "canary" || it.mode === "live"));
  return {
    agreement: shareOfPairs(pairs.filter(({ other }) => other === stage)),
    self: shareOfPairs(pairs.filter(({ other }) => other === "model")),
    treated: figuresOf(runs.filter(isTreated)),
    control: figuresOf(runs.filter((run) => !isTreated(run))),
  };
};

const runsOf = (decisions: readonly Decision[]): Decision[][] => {
  const runs = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.recheckOf !== null) continue;
    const key = JSON.stringify([decision.thread, decision.run]);
    const run = runs.get(key);
    if (run === undefined) runs.set(key, [decision]);
    else run.push(decision);
  }
  return [...runs.values()];
};

const figuresOf = (runs: readonly (readonly Decision[])[]): RunFigures => {
  const durations = runs.map(durationOf).sort((a, b) => a - b);
  return {
    runs: runs.length,
    failed: runs.filter((run) => run.some(({ chosen }) => chosen.kind === "failed")).length,
    p95Ms: durations[Math.ceil(0.95 * durations.length) - 1] ?? null,
  };
};

const durationOf = (run: readonly Decision[]): number => {
  const ends = run.map(({ at }) => Date.parse(at));
  const begins = run.map(({ at, durationMs }) => Date.parse(at) - durationMs);
  return Math.max(...ends) - Math.min(...begins);
};
