import type { AuditedApp } from "../../../contracts/audited-app.ts";

/** Names of the agents other than the conductor, in the audit's order. */
export const workersOf = (app: AuditedApp): string[] =>
  app.agents.filter((agent) => agent.role === "agent").map((agent) => agent.name);
