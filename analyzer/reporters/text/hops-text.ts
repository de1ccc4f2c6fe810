import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { countOf } from "./count-of.ts";
import { workersOf } from "./workers-of.ts";

/** How a run of this app goes through its conductor, in one sentence; null when it has none. */
export function hopsText(app: AuditedApp, callSites: Audit["callSites"]): string | null {
  const { conductor } = app;
  if (conductor === null) return null;
  const workers = workersOf(app);
  const runsModel = callSites.some((site) => site.app === app.id && site.node === conductor.node);
  const returning = workers.filter((name) => returnsTo(app, name, conductor.node)).length;
  if (app.shape === "router" || (returning === 0 && app.shape !== "agents-as-tools" && app.shape !== "deep-agent")) {
    return `${conductor.node} decides once; no worker returns to it: 1 hop a run, ${runsModel ? "with a model call" : noModel}`;
  }
  const who =
    returning === workers.length || returning === 0
      ? whole(workers.length)
      : `${returning} of ${countOf(workers.length, "worker")} return`;
  const steps = Math.max(workers.length, 2);
  return `${who} to ${conductor.node}: n steps go through it n + 1 times (${steps} steps: ${steps + 1}), ${runsModel ? "each time with a model call" : noModel}`;
}

const returnsTo = (app: AuditedApp, worker: string, conductor: string): boolean =>
  app.edges.some((edge) => edge.from === worker && edge.to === conductor);

const noModel = "and no model call was found there";

function whole(workers: number): string {
  if (workers === 1) return "the one worker returns";
  return workers === 2 ? "both workers return" : `all ${workers} workers return`;
}
