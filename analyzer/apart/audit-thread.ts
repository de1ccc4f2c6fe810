import { parentPort, workerData } from "node:worker_threads";
import type { ThreadStart } from "./messages.ts";
import { threadAudit } from "./thread-audit.ts";

// What a worker thread is given has no type; `auditApart` alone starts this file.
const take = threadAudit(workerData as ThreadStart, (message) => {
  parentPort?.postMessage(message);
  if (message.kind === "audit") parentPort?.close();
});
parentPort?.on("message", take);
