import type { Decision } from "../../contracts/decision.ts";

/** A run, as it begins. */
export interface RunFacts {
  readonly tenant: string;
  readonly thread: string;
  readonly run: string;
  /** The graph's name. */
  readonly app: string;
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** A run, as it ended. */
export interface RunOutcome {
  readonly kind: "finished" | "interrupted" | "failed" | "aborted";
  readonly durationMs: number;
  /** Decisions taken. */
  readonly decisions: number;
}

/** Follows one run. */
export interface RunTrace {
  decided(decision: Decision): void;
  ended(outcome: RunOutcome): void;
}

/** Something that an operator should know of, and that stopped nothing by itself. */
export type ShimEvent =
  /** The graph runs as if the shim were not there. */
  | { readonly kind: "passed-through"; readonly app: string; readonly reason: string }
  /** The stage source did not answer, or not with a valid stage: what it said last holds, or nothing but observing. */
  | {
      readonly kind: "stage-source-failed";
      readonly tenant: string;
      readonly cause: unknown;
      readonly isKnown: boolean;
    }
  | { readonly kind: "stage-source-recovered"; readonly tenant: string }
  /** So many decisions of a best-effort tenant are in no log. */
  | { readonly kind: "decisions-lost"; readonly tenant: string; readonly count: number; readonly cause: unknown }
  /** The registry failed several times and is not asked for a while: models decide. */
  | { readonly kind: "registry-given-up"; readonly app: string; readonly cause: unknown }
  /** A stage broke its rules and has no effect any more for the tenant. */
  | { readonly kind: "rolled-back"; readonly tenant: string; readonly stage: string; readonly reason: string }
  /** Stage 3: one side could not be read or written; the other answered and the run went on. */
  | {
      readonly kind: "state-mirror-failed";
      readonly tenant: string;
      readonly thread: string;
      readonly side: "old" | "new";
      readonly cause: unknown;
    }
  /** Stage 3, `compare`: the two sides hold different things under these paths of one checkpoint. */
  | {
      readonly kind: "state-mismatch";
      readonly tenant: string;
      readonly thread: string;
      readonly checkpoint: string;
      readonly paths: readonly string[];
    }
  /** Stage 3 of a store: one side could not be read or written; `place` is a namespace, as JSON. */
  | {
      readonly kind: "store-mirror-failed";
      readonly tenant: string;
      readonly place: string;
      readonly side: "old" | "new";
      readonly cause: unknown;
    }
  /** Stage 3 of a store, `compare`: the two sides hold different things under these paths of one item; "": one lacks it. */
  | {
      readonly kind: "store-mismatch";
      readonly tenant: string;
      /** Namespace and key, as JSON. */
      readonly place: string;
      readonly paths: readonly string[];
    }
  /** A part of observing failed (a redaction hook, a reading of tokens): the run went on without it. */
  | { readonly kind: "observation-failed"; readonly tenant: string; readonly cause: unknown };

/** Where spans, figures and warnings go. No method throws; each returns at once. */
export interface Telemetry {
  /** Null: this run is not followed. */
  runBegan(run: RunFacts): RunTrace | null;
  happened(event: ShimEvent): void;
}
