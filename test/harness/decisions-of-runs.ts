import type { Decision } from "../../contracts/decision.ts";
import { decisionOf } from "./decision-of.ts";

/** Decisions of runs given as agents in order, such as `["a b", "a"]`: a conductor's turns, the end included. */
export const decisionsOfRuns = (runs: readonly string[], rest: Partial<Decision> = {}): Decision[] =>
  runs.flatMap((agents, run) =>
    [...agents.split(" ").filter(Boolean), null].map((target, turn) =>
      decisionOf(`d-${run}-${turn}`, {
        run: `r-${run}`,
        thread: `t-${run}`,
        at: new Date(Date.UTC(2026, 0, 1, 0, run, turn)).toISOString(),
        chosen: target === null ? { kind: "end" } : { kind: "agent", target },
        update: { channels: ["next"], digest: `for ${target}`, words: { next: target ?? "__end__" } },
        tokens: { input: 90, output: 10 },
        contextBytes: 100 * (turn + 1),
        ...rest,
      }),
    ),
  );
