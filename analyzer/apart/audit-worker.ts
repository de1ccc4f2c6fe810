import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Audit } from "../../contracts/audit.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";

const MEGABYTE = 1 << 20;

/** Three halves of 32 MB, twice the default: syntax trees stay, so a smaller young generation is copied again and again. */
const YOUNG_MB = 96;

/** The thread that audits. */
export interface AuditWorker {
  send(message: ToThread): void;
  /** The report; rejects where the thread fails or ends without one. */
  readonly audit: Promise<Audit>;
  /** Ends it, whatever it is doing. */
  end(): Promise<unknown>;
}

/** Beside this file; sources that run without a build start no thread, since the thread would not know how to read them. */
const FILE = new URL(`./audit-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/** True in the built package. */
export const canStartWorker = FILE.pathname.endsWith(".js");

/** Starts the thread; it loads the compiler at once. `step`: told of each step there. */
export const startAuditWorker = (start: ThreadStart, step: (name: string) => void): AuditWorker => {
  const oldMb = Math.floor(getHeapStatistics().heap_size_limit / MEGABYTE); // as much as this thread may have
  const limits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: oldMb };
  const worker = new Worker(FILE, { workerData: start, resourceLimits: limits });
  const audit = new Promise<Audit>((resolve, reject) => {
    worker.on("message", (message: FromThread) => {
      if (message.kind === "step") step(message.step);
      else resolve(message.audit);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the audit's thread ended with ${code}`))); // nothing if it gave one
  });
  audit.catch(() => undefined); // it may fail before anybody waits for it
  return { send: (message) => worker.postMessage(message), audit, end: () => worker.terminate() };
};
