import type { AuditedApp } from "../../../contracts/audited-app.ts";

/** True when a node of the app has this name; a conductor may be a function instead. */
export const isNode = ({ agents, edges }: AuditedApp, name: string): boolean =>
  agents.some((agent) => agent.name === name) || edges.some((edge) => edge.from === name || edge.to === name);
