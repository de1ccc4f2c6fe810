import type { AuditedApp } from "../../contracts/audited-app.ts";
import type { ObservedChain } from "../../contracts/observed-app.ts";
import type { GraphTopology } from "../ports/graph.ts";
import { rewireTopology } from "./rewire-topology.ts";

/** Agents that may hand over to each other, past one conductor. */
export interface PlannedChain {
  readonly conductor: string;
  readonly agents: readonly string[];
  /** stated: by the user; code: an audit proved that the app's own code fixes the order; recorded: runs showed it. */
  readonly basis: "stated" | "code" | "recorded";
}

/** From where chains are known. */
export interface ChainSources {
  readonly topology: GraphTopology;
  /** Nodes that conduct; no gate is among them. */
  readonly conductors: readonly string[];
  readonly stated: readonly (readonly string[])[];
  /** The graph's app in an audit; null: none. */
  readonly audited: AuditedApp | null;
  /** Chains of `evidence/1`, for this topology. */
  readonly recorded: readonly ObservedChain[];
  /** Largest upper bound of exceptions that a recorded chain may have. */
  readonly maxExceptions: number;
}

/**
 * Chains whose agents may hand over. The conductor is the node that each of them goes back to. A link that the graph cannot
 * have (an unknown node, an edge into or out of a join) cuts its chain there. Of two chains with one beginning the first
 * counts, in the order stated, code, recorded.
 */
export const planHandoffs = (sources: ChainSources): PlannedChain[] => {
  const { stated, audited, recorded, maxExceptions, conductors, topology } = sources;
  const fixed = (audited?.chains ?? []).filter(
    ({ basis, confidence, throughConductor }) => basis === "code" && confidence === "proven" && throughConductor,
  );
  const seen = recorded.filter(({ exceptions, upperBound }) => exceptions === 0 && upperBound <= maxExceptions);
  const codeConductors = audited?.conductor ? [audited.conductor.node] : [];
  const planned = [
    ...stated.map((agents) => plan(topology, agents, conductors, "stated" as const)),
    ...fixed.map(({ agents }) => plan(topology, agents, codeConductors, "code" as const)),
    ...seen.map(({ agents }) => plan(topology, agents, conductors, "recorded" as const)),
  ].flat();
  const heads = new Set<string>();
  return planned.filter(({ agents: [head = ""] }) => !heads.has(head) && heads.add(head));
};

/** The chain's pieces that the graph can have. */
const plan = (
  topology: GraphTopology,
  agents: readonly string[],
  conductors: readonly string[],
  basis: PlannedChain["basis"],
): PlannedChain[] => {
  const conductor = conductors.find((it) => agents.slice(0, -1).every((agent) => goesBack(topology, agent, it)));
  if (conductor === undefined || agents.includes(conductor)) return [];
  const pieces: string[][] = [[]];
  for (const [index, agent] of agents.entries()) {
    pieces.at(-1)?.push(agent);
    const next = agents[index + 1];
    if (next !== undefined && !canLink(topology, agent, next, conductor)) pieces.push([]);
  }
  return pieces.filter((it) => it.length > 1).map((it) => ({ conductor, agents: it, basis }));
};

const goesBack = ({ edges, nodes }: GraphTopology, agent: string, conductor: string): boolean =>
  edges.some(({ from, to }) => from === agent && to === conductor) ||
  nodes.some(({ name, ends }) => name === agent && ends.includes(conductor));

const canLink = (topology: GraphTopology, from: string, to: string, conductor: string): boolean => {
  const isEdge = topology.edges.some((edge) => edge.from === from && edge.to === conductor);
  const leavesJoin = topology.joins.some((join) => join.from.includes(from) || join.from.includes(to));
  try {
    rewireTopology(topology, { cut: isEdge ? [{ from, to: conductor }] : [], add: [{ from, to }], unbranch: [] });
    return !leavesJoin;
  } catch {
    return false;
  }
};
