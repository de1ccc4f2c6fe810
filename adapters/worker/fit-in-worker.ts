import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { shimError } from "../../shim/errors.ts";
import type { TenantClassifiers } from "../../shim/registry/fit/fit-tenants.ts";
import type { FitJob } from "./fit-job.ts";

/** How a fit may end early. */
export interface FitOptions {
  /** Ends the fit. */
  readonly signal?: AbortSignal;
}

/**
 * Fits classifiers in a thread of its own, so that no run waits for it; what it gives is put in force by `know`. Rejects
 * with `REGISTRY_FIT_FAILED`: what was in force stays.
 */
export const fitInWorker = (job: FitJob, { signal }: FitOptions = {}): Promise<TenantClassifiers> =>
  new Promise((resolve, reject) => {
    const fail = (what: string, cause?: unknown) => reject(failed(what, cause));
    if (signal?.aborted) return fail("it was ended before it began", signal.reason);
    const worker = new Worker(workerFile(), { workerData: job });
    const abort = () => {
      fail("it was ended", signal?.reason);
      void worker.terminate();
    };
    signal?.addEventListener("abort", abort, { once: true });
    worker.once("message", resolve);
    worker.once("error", (cause) => fail(cause instanceof Error ? cause.message : String(cause), cause));
    worker.once("exit", (code) => {
      signal?.removeEventListener("abort", abort);
      fail(`the thread ended with ${code} and gave nothing`); // nothing happens if it gave something
    });
  });

/** Beside this file, built in the same way. */
const workerFile = (): URL => new URL(`./fit-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

const failed = (what: string, cause: unknown) =>
  shimError(
    "REGISTRY_FIT_FAILED",
    `the classifier could not be fitted: ${what}`,
    "Check the examples and labelled tasks; the classifier that was in force goes on.",
    { cause },
  );
