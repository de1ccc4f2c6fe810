import type { AuditedApp } from "../../../contracts/audited-app.ts";

/** Who works under a conductor, and which agents do not. */
export interface Workers {
  /** Names of the agents that it can pick or that return to it, in the audit's order; without a conductor, of all. */
  readonly workers: readonly string[];
  /** Names of the other agents: before it, or reached from a worker only. */
  readonly others: readonly string[];
}

/** See {@link Workers}. Where the conductor's targets are not known, all agents count as its workers. */
export function workersOf(app: AuditedApp): Workers {
  const agents = app.agents.filter((agent) => agent.role === "agent").map((agent) => agent.name);
  const conductor = app.conductor?.node;
  const goes = (from: string | undefined, to: string | undefined): boolean =>
    app.edges.some((edge) => edge.from === from && edge.to === to);
  if (!agents.some((name) => goes(conductor, name))) return { workers: agents, others: [] };
  const workers = agents.filter((name) => goes(conductor, name) || goes(name, conductor));
  return { workers, others: agents.filter((name) => !workers.includes(name)) };
}
