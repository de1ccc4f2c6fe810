import { shimError } from "../errors.ts";
import type { GraphTopology, RewirePlan } from "../ports/graph.ts";

interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * The topology after a plan. Nodes, channels and joins stay as they are: a thread may wait at any of them. Throws
 * REWIRE_UNKNOWN or REWIRE_JOIN as {@link Graph.rewire} says.
 */
export const rewireTopology = (topology: GraphTopology, plan: RewirePlan): GraphTopology => {
  checkPlan(topology, plan);
  const isCut = new Set(plan.cut.map(edgeKey));
  const kept = topology.edges.filter((edge) => !isCut.has(edgeKey(edge)));
  const known = new Set(kept.map(edgeKey));
  const added = plan.add.filter((edge) => !known.has(edgeKey(edge)));
  const unbranched = new Set(plan.unbranch);
  return {
    ...topology,
    edges: [...kept, ...added].sort((a, b) => compare(edgeKey(a), edgeKey(b))),
    branches: topology.branches.filter(({ from }) => !unbranched.has(from)),
  };
};

const checkPlan = (topology: GraphTopology, { cut, add, unbranch }: RewirePlan): void => {
  const nodes = new Set([...topology.nodes.map(({ name }) => name), "__start__", "__end__"]);
  for (const name of [...add.flatMap(({ from, to }) => [from, to]), ...unbranch]) {
    if (!nodes.has(name)) throw unknown(`node ${JSON.stringify(name)}`);
  }
  const edges = new Set(topology.edges.map(edgeKey));
  const branching = new Set(topology.branches.map(({ from }) => from));
  for (const name of unbranch) if (!branching.has(name)) throw unknown(`condition after ${JSON.stringify(name)}`);
  for (const edge of cut) {
    if (edges.has(edgeKey(edge))) continue;
    const join = topology.joins.find(({ from, to }) => to === edge.to && from.includes(edge.from));
    throw join === undefined
      ? unknown(`edge from ${JSON.stringify(edge.from)} to ${JSON.stringify(edge.to)}`)
      : joined(edge);
  }
  const waits = new Set(topology.joins.map(({ to }) => to));
  for (const edge of add) if (waits.has(edge.to)) throw joined(edge);
};

const edgeKey = ({ from, to }: Edge): string => JSON.stringify([from, to]);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const unknown = (what: string) =>
  shimError(
    "REWIRE_UNKNOWN",
    `the graph has no ${what}`,
    "Make the plan from this graph's own topology; after a change of the graph, learn its chains anew.",
  );

const joined = ({ from, to }: Edge) =>
  shimError(
    "REWIRE_JOIN",
    `the way from ${JSON.stringify(from)} to ${JSON.stringify(to)} is part of a join`,
    "Leave joins as they are: a thread that waits half-way in one would wait for ever.",
  );
