import { shimError } from "../../shim/errors.ts";
import type { LiveStages } from "../../shim/stages/live-stages.ts";
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
  const done = stages.follow({ tenant, version, abort: () => controller.abort() });
  return {
    done,
    configOf: (config) => ({
      ...config,
      signal: config.signal === undefined ? controller.signal : AbortSignal.any([config.signal, controller.signal]),
    }),
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
