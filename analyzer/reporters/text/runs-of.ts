import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp, Shape } from "../../../contracts/audited-app.ts";
import type { DispatchSite } from "../../../contracts/audited-site.ts";

// To run one of these is a model call site as well; to run any other graph is not.
const ownRunIsCall: ReadonlySet<Shape> = new Set(["single-agent", "agents-as-tools", "deep-agent"]);

/** Where the app itself is set running: not the agents that its own nodes and tools run, which are its call sites. */
export const runsOf = (app: AuditedApp, audit: Audit): DispatchSite[] =>
  audit.dispatchSites.filter((run) => {
    if (run.app !== app.id) return false;
    const call = audit.callSites.find((it) => it.file === run.file && it.line === run.line);
    if (call === undefined || app.shape === "single-agent") return true;
    return ownRunIsCall.has(app.shape) && call.classification !== "reasoning";
  });
