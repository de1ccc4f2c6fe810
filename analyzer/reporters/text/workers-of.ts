import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { isNode } from "./is-node.ts";
import { reachedFrom } from "./reached-from.ts";

/** Who works under a conductor, and which agents do not. */
export interface Workers {
  /** Names of the agents that it can pick, or that run after it and return to it, in the audit's order; without a conductor, of all. */
  readonly workers: readonly string[];
  /** Names of the other agents: before it, or reached from a worker only. */
  readonly others: readonly string[];
}

/** See {@link Workers}. Where the conductor's targets are not known, all agents count as its workers. */
export function workersOf(app: AuditedApp): Workers {
  const working = app.agents.filter((agent) => agent.role === "agent");
  const around = new Map(working.flatMap(({ name, inside }) => (inside === undefined ? [] : [[name, inside]])));
  const nodes = new Set(around.values()); // who works inside a node is named, not the node
  const agents = working.map((agent) => agent.name).filter((name) => !nodes.has(name));
  const conductor = app.conductor?.node;
  const placeOf = (name: string | undefined): string | undefined => around.get(name ?? "") ?? name;
  const goes = (from: string | undefined, to: string | undefined): boolean =>
    app.edges.some((edge) => edge.from === placeOf(from) && edge.to === placeOf(to));
  if (!agents.some((name) => goes(conductor, name))) return withoutNode(app, agents, placeOf);
  const reached = reachedFrom(app, conductor === undefined ? [] : [conductor]);
  const returns = (name: string): boolean =>
    goes(name, conductor) && (reached.has(placeOf(name) ?? name) || app.dynamic.length > 0);
  const workers = agents.filter((name) => goes(conductor, name) || returns(name));
  return { workers, others: agents.filter((name) => !workers.includes(name)) };
}

/** Under a conductor that is no node: all agents, but for those that nobody picks, where others are picked. */
function withoutNode(
  app: AuditedApp,
  agents: readonly string[],
  placeOf: (name: string) => string | undefined,
): Workers {
  const isFunction = app.conductor !== null && !isNode(app, app.conductor.node);
  const picked = agents.filter((name) => app.edges.some((edge) => edge.kind !== "static" && edge.to === placeOf(name)));
  if (!isFunction || picked.length === 0 || app.dynamic.length > 0) return { workers: agents, others: [] };
  return { workers: picked, others: agents.filter((name) => !picked.includes(name)) };
}
