import type { Decision } from "../../contracts/decision.ts";

/** A decision that took effect, and those that asked it again without effect. */
export interface TracedDecision {
  readonly decision: Decision;
  readonly rechecks: readonly Decision[];
}

/** One run of a thread, its decisions in the order of the log. */
export interface TracedRun {
  readonly run: string;
  readonly decisions: readonly TracedDecision[];
}

/** The decisions of one thread by run. A re-check of a decision that is no longer in the log stands by itself. */
export const traceThread = (decisions: readonly Decision[]): TracedRun[] => {
  const known = new Set(decisions.map(({ id }) => id));
  const rechecks = new Map<string, Decision[]>();
  const runs = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.recheckOf !== null && known.has(decision.recheckOf)) push(rechecks, decision.recheckOf, decision);
    else push(runs, decision.run, decision);
  }
  return [...runs].map(([run, own]) => ({
    run,
    decisions: own.map((decision) => ({ decision, rechecks: rechecks.get(decision.id) ?? [] })),
  }));
};

const push = (lists: Map<string, Decision[]>, key: string, decision: Decision): void => {
  const list = lists.get(key);
  if (list) list.push(decision);
  else lists.set(key, [decision]);
};
