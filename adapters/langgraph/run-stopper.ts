import { shimError } from "../../shim/errors.ts";
import type { LiveStages } from "../../shim/stages/live-stages.ts";
import { joinedSignal } from "./joined-signal.ts";
import type { RunConfig } from "./surface.ts";

/** What a run in flight can be cancelled by from outside. */
export interface RunStopper {
  /** The run's configuration with the stopper's signal beside the caller's. */
  configOf(config: RunConfig): RunConfig;
  /** The error that the run fails with: what was thrown, or RUN_ABORTED if the run was cancelled. */
  errorOf(error: unknown): unknown;
  /** The run is over. */
  done(): void;
}

/** Lets operators cancel a run that began under `version` of the tenant's stage. */
export const runStopper = (stages: LiveStages, tenant: string, version: number): RunStopper => {
  const controller = new AbortController();
  const unfollow = stages.follow({ tenant, version, abort: () => controller.abort() });
  let release = (): void => undefined;
  const signalBeside = (own: AbortSignal | undefined): AbortSignal => {
    if (own === undefined) return controller.signal;
    const joined = joinedSignal([own, controller.signal]);
    release = joined.release;
    return joined.signal;
  };
  return {
    configOf: (config) => ({ ...config, signal: signalBeside(config.signal) }),
    done: () => {
      unfollow();
      release();
    },
    errorOf: (error) => (controller.signal.aborted ? aborted(tenant, error) : error),
  };
};

const aborted = (tenant: string, cause: unknown) =>
  shimError(
    "RUN_ABORTED",
    `the run was cancelled: an operator aborted the runs of tenant ${tenant} in flight`,
    "Invoke the thread again: what its last checkpoint holds is kept.",
    { cause },
  );
