import type { Audit } from "../../contracts/audit.ts";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import { type CallSite, nodeIn, runsIn } from "../../contracts/call-site.ts";
import type { GraphTopology } from "../ports/graph.ts";

/** A node whose choice may be made in its place, and for which targets. */
export interface ConductorPoint {
  readonly node: string;
  /** Agents that may be chosen, sorted: those that come back, or those that an audit proved. The end is none of them. */
  readonly targets: readonly string[];
  /** Every target declared here, the end included, sorted: what a registry is asked about. */
  readonly declared: readonly string[];
  /** named: by the user; audited: an audit proved it; shape: the graph's alone, by which a gate looks just the same. */
  readonly basis: "named" | "audited" | "shape";
}

/** What says which nodes conduct. */
export interface PointSources {
  readonly topology: GraphTopology;
  /** Nodes that run tools: no agents. */
  readonly toolNodes: ReadonlySet<string>;
  /** `audit/1`, or null. Where it knows the app it decides: a gate is never a conductor. */
  readonly audit: Audit | null;
  /** Nodes that the user names; null: found from audit and topology. */
  readonly named: readonly string[] | null;
}

/**
 * The conductors of a graph. By an audit that knows the app: nodes whose model calls are all proven to pick a target. Else
 * by the topology: at least two of a node's targets come back to it; targets that do not come back end its work and are
 * left to the model. A node that starts several things at once is none.
 */
export const conductorPoints = ({ topology, toolNodes, audit, named }: PointSources): ConductorPoint[] => {
  const app = audit === null ? null : auditedAppOf(audit, topology);
  return topology.nodes.flatMap(({ name }): ConductorPoint[] => {
    const declared = declaredTargets(topology, name).filter((it) => !toolNodes.has(it));
    if (declared.length === 0 || startsSeveral(topology, name)) return [];
    const agents = declared.filter((target) => target !== "__end__" && target !== name);
    const returning = agents.filter((target) => comesBack(topology, target, name));
    if (named !== null) return named.includes(name) ? [{ node: name, declared, targets: agents, basis: "named" }] : [];
    if (audit !== null && app !== null) {
      const targets = provenTargets(audit, app, name, returning);
      if (targets === null) return [];
      return [{ node: name, declared, targets: targets.filter((it) => agents.includes(it)), basis: "audited" }];
    }
    return returning.length < 2 ? [] : [{ node: name, declared, targets: returning, basis: "shape" }];
  });
};

/** The app of an audit whose agents are the nodes of this graph; null: none, or several. */
export const auditedAppOf = (audit: Audit, { nodes }: GraphTopology): AuditedApp | null => {
  const names = nodes.map(({ name }) => name);
  const own = audit.apps.filter(({ agents, conductor }) => {
    const known = new Set([...agents.map(({ name }) => name), ...(conductor === null ? [] : [conductor.node])]);
    return names.every((name) => known.has(name));
  });
  return own.length === 1 ? (own[0] ?? null) : null;
};

/** Null: the audit does not prove that the node's calls only pick a target, or do so on dispatch turns. */
const provenTargets = (
  audit: Audit,
  app: AuditedApp,
  node: string,
  returning: readonly string[],
): readonly string[] | null => {
  const sites = audit.callSites.filter(
    (site) => runsIn(site, app.id) && (nodeIn(site, app.id) ?? madeAs(site, app)) === node,
  );
  if (sites.length === 0 || !sites.every(picksTarget)) return null;
  const named = sites.flatMap(({ targets }) => targets);
  return named.length > 0 ? [...new Set(named)].sort() : returning;
};

/** A prebuilt supervisor's own call is where the supervisor is made. */
const madeAs = ({ file, line, kind }: CallSite, { conductor }: AuditedApp): string | null =>
  kind === "implicit" && conductor !== null && conductor.file === file && conductor.line === line
    ? conductor.node
    : null;

const picksTarget = ({ replaceability, decides }: CallSite): boolean =>
  decides === "target" ? replaceability === "rewrite" : decides === null && replaceability === "intercept";

const declaredTargets = ({ nodes, branches }: GraphTopology, node: string): string[] => {
  const all = nodes.map(({ name }) => name);
  const ends = nodes.find(({ name }) => name === node)?.ends ?? [];
  const own = branches.filter(({ from }) => from === node);
  const keyed = own.flatMap((branch) => (branch.ends === null ? [...all, "__end__"] : Object.values(branch.ends)));
  // A node that declares where its Commands may go can also end the run, by not going anywhere.
  return [...new Set([...ends, ...keyed, ...(ends.length > 0 ? ["__end__"] : [])])].sort();
};

const startsSeveral = ({ edges, joins, branches }: GraphTopology, node: string): boolean =>
  edges.some(({ from }) => from === node) ||
  joins.some(({ from }) => from.includes(node)) ||
  branches.filter(({ from }) => from === node).length > 1;

/** Along plain edges or declared ends only, each node once. */
const comesBack = (topology: GraphTopology, from: string, to: string): boolean => {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const ends = topology.nodes.find(({ name }) => name === at)?.ends ?? [];
    const next = [...topology.edges.filter((edge) => edge.from === at).map((edge) => edge.to), ...ends];
    if (next.includes(to)) return true;
    if (topology.branches.every((branch) => branch.from !== at)) open.push(...next);
  }
  return false;
};
