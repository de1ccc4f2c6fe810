import type { DecisionLog } from "../shim/ports/decision-log.ts";
import type { RegistryIndex } from "../shim/ports/registry-index.ts";
import type { StageStore } from "../shim/ports/stage-source.ts";

/** What an operator command works on, and the way to let go of it. */
export interface OpenRuntime {
  readonly log: DecisionLog;
  readonly stages: StageStore;
  /** Cards of living agents: those of one tenant's own index, or of the index that all share. */
  registryOf(tenant: string | null): RegistryIndex;
  close(): void;
}

/** The outside world of operator commands, so that tests can stand in for it. */
export interface OperatorIo {
  /** Connects to the Redis of an app; `prefix` is that of its keys. */
  readonly openRuntime: (url: string, prefix: string | undefined) => Promise<OpenRuntime>;
  /** Reads a whole file; fails with `UnconductError`. */
  readonly readFile: (path: string) => string;
  /** Waits so many milliseconds; false as soon as the person at the terminal interrupts. */
  readonly pause: (milliseconds: number) => Promise<boolean>;
}
