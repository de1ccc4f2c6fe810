import type { Decision } from "../../../contracts/decision.ts";
import type { Stage } from "../../../contracts/stage.ts";
import { effectiveMode } from "../../../shim/stages/effective-mode.ts";
import { stageInForce } from "../../../shim/stages/stage-in-force.ts";
import { otherSide, rolesOf, writesTo } from "../../../shim/state/state-roles.ts";
import type { FlipRun, SeenPut } from "./flip-world.ts";

/** A stage with the moment it was put in force. */
export interface DatedStage {
  readonly at: number;
  readonly stage: Stage;
}

/** What is wrong with the runs, and how old the oldest stage was that a run still began under. */
export interface CheckedRuns {
  readonly failures: readonly string[];
  readonly latestMs: number;
}

/**
 * Each run must show one stage and no other, in its decisions and in where its checkpoints went: one that was in force
 * before the run ended. Where a later stage came while it ran, what it wrote may have gone to that one's side as well.
 * `runs` in the order in which each thread ran them.
 */
export const checkRuns = (
  runs: readonly FlipRun[],
  decisions: readonly Decision[],
  history: ReadonlyMap<string, readonly DatedStage[]>,
): CheckedRuns => {
  const byRun = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const same = byRun.get(decision.run);
    if (same === undefined) byRun.set(decision.run, [decision]);
    else same.push(decision);
  }
  const failures: string[] = [];
  const seen = new Set<string>();
  let latestMs = 0;
  for (const run of runs) {
    const own = (byRun.get(run.run) ?? []).filter(({ recheckOf }) => recheckOf === null);
    const sides = sidesOf(run.puts, seen);
    const stages = history.get(run.tenant) ?? [];
    // Newest first: the run is given the benefit of the doubt when two stages look alike.
    const fitting = [...stages.keys()].reverse().find((at) => {
      const dated = stages[at];
      const later = stages.slice(at + 1).filter((it) => it.at <= run.endedAt);
      return dated !== undefined && dated.at <= run.endedAt && fits(dated.stage, later, run, own, sides);
    });
    if (fitting === undefined) {
      const tags = own.map(({ from, stage, mode }) => `${from}:${stage}/${mode}`).join(" ");
      failures.push(`run ${run.run} of ${run.thread} fits no stage: ${tags}; puts ${[...sides].join(" ")}`);
      continue;
    }
    const replacedAt = stages[fitting + 1]?.at ?? Number.POSITIVE_INFINITY;
    latestMs = Math.max(latestMs, run.startedAt - replacedAt);
  }
  return { failures, latestMs };
};

/** For each new checkpoint of a run where it went, first side first; all alike if the run had one stage. */
const sidesOf = (puts: readonly SeenPut[], seen: Set<string>): ReadonlySet<string> => {
  const fresh = new Map<string, string[]>();
  for (const { side, checkpoint } of puts) {
    if (seen.has(checkpoint)) continue;
    const sides = fresh.get(checkpoint) ?? [];
    fresh.set(checkpoint, [...sides, side]);
  }
  for (const checkpoint of fresh.keys()) seen.add(checkpoint);
  return new Set([...fresh.values()].map((sides) => sides.join("+")));
};

const fits = (
  stage: Stage,
  later: readonly DatedStage[],
  { thread }: FlipRun,
  own: readonly Decision[],
  sides: ReadonlySet<string>,
): boolean => {
  const { registry, handoff, state } = stageInForce(stage);
  const first = effectiveMode(registry, thread);
  const second = effectiveMode(handoff, thread);
  const turn = first !== "off" ? `1/${first}` : second !== "off" ? `2/${second}` : "0/observe";
  const tagsFit = own.every(({ from, stage: number, mode }) =>
    from === "boss" ? `${number}/${mode}` === turn : number === 2 && mode === second,
  );
  const { authority, mirror } = rolesOf(state.mode);
  const other = otherSide(authority);
  const isOvertaken = later.some((it) => writesTo(stageInForce(it.stage).state.mode, other));
  const isOwnWay = (way: string): boolean => way === (mirror === null ? authority : `${authority}+${mirror}`);
  return tagsFit && [...sides].every((it) => isOwnWay(it) || (isOvertaken && it === `${authority}+${other}`));
};
