import type { Decision } from "../../../contracts/decision.ts";
import type { DecisionLog } from "../../../shim/ports/decision-log.ts";
import { choicesOfTurn, type FlipTurn } from "./flip-turn.ts";
import type { FlipRun } from "./flip-world.ts";

/** All decisions of a tenant, in the order of the log. */
export const decisionsOf = async (log: DecisionLog, tenant: string): Promise<Decision[]> => {
  const all: Decision[] = [];
  for (let after: string | null = null; ; ) {
    const page = await log.read({ tenant, thread: null, after, limit: 1_000 });
    all.push(...page.decisions);
    if (page.next === null) return all;
    after = page.next;
  }
};

/** Each thread's choices are those of its turns, in order, each once; nothing of another tenant's is among them. */
export const checkLog = (
  decisions: readonly Decision[],
  turns: ReadonlyMap<string, readonly FlipTurn[]>,
  runs: readonly FlipRun[],
): string[] => {
  const failures: string[] = [];
  if (new Set(decisions.map(({ tenant, id }) => `${tenant} ${id}`)).size !== decisions.length)
    failures.push("a decision is in the log twice");
  const tenantOf = new Map(runs.map(({ run, tenant }) => [run, tenant]));
  const byThread = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (tenantOf.get(decision.run) !== decision.tenant)
      failures.push(`${decision.tenant} has a decision of run ${decision.run}, which is not its own`);
    if (decision.recheckOf !== null) continue;
    const same = byThread.get(decision.thread);
    if (same === undefined) byThread.set(decision.thread, [decision]);
    else same.push(decision);
  }
  for (const [thread, own] of turns) {
    const expected = own.flatMap(choicesOfTurn);
    // By time: what two processes append behind their runs' backs may come in either order.
    const found = (byThread.get(thread) ?? []).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(choiceOf);
    if (found.join() !== expected.join())
      failures.push(`${thread}: the log says ${found.join(" ")}, not ${expected.join(" ")}`);
  }
  return failures;
};

const choiceOf = ({ chosen }: Decision): string =>
  chosen.kind === "agent" ? chosen.target : chosen.kind === "end" ? "__end__" : chosen.kind;
