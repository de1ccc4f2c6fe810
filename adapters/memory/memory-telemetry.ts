import type { Decision } from "../../contracts/decision.ts";
import type { RunFacts, RunOutcome, RunTrace, ShimEvent, Telemetry } from "../../shim/ports/telemetry.ts";

/** A run as it was followed. */
export interface RecordedRun {
  readonly facts: RunFacts;
  readonly decisions: Decision[];
  /** Null while it runs. */
  outcome: RunOutcome | null;
}

/** Keeps all that it is told, without limit: for tests. */
export class MemoryTelemetry implements Telemetry {
  readonly runs: RecordedRun[] = [];
  readonly events: ShimEvent[] = [];

  runBegan(facts: RunFacts): RunTrace {
    const run: RecordedRun = { facts, decisions: [], outcome: null };
    this.runs.push(run);
    return {
      decided: (decision) => run.decisions.push(decision),
      ended: (outcome) => {
        run.outcome = outcome;
      },
    };
  }

  happened(event: ShimEvent): void {
    this.events.push(event);
  }
}
