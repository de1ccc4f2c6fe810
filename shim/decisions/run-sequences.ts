import type { Decision } from "../../contracts/decision.ts";

/** The decisions of one run, in the order they were taken. */
export interface RunSequence {
  readonly tenant: string;
  readonly run: string;
  readonly decisions: readonly Decision[];
  /** Agents in the order they were chosen; null where several ran at once. */
  readonly agents: readonly (string | null)[];
}

/** Sorts decisions of one topology into runs; re-checks are left out. Decisions come in the order of the log. */
export const runSequences = (decisions: Iterable<Decision>): RunSequence[] => {
  const byRun = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.recheckOf !== null) continue;
    const key = JSON.stringify([decision.tenant, decision.thread, decision.run]);
    const known = byRun.get(key);
    if (known === undefined) byRun.set(key, [decision]);
    else known.push(decision);
  }
  return [...byRun.values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [{ tenant: first.tenant, run: first.run, decisions: all, agents: agentsOf(all) }];
  });
};

const agentsOf = (decisions: readonly Decision[]): (string | null)[] =>
  decisions.flatMap(({ chosen }) => {
    if (chosen.kind === "agent") return [chosen.target];
    return chosen.kind === "fan-out" ? [null] : [];
  });
