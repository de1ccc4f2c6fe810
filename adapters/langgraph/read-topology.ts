import type { GraphTopology, TopologyBranch, TopologyNode } from "../../shim/ports/graph.ts";
import { type Builder, type CompiledApp, hidden, isObject, type NodeSpec } from "./surface.ts";

/** The topology of a compiled graph; one without a builder (`entrypoint()`) has nodes and channels only. */
export const readTopology = (app: CompiledApp): GraphTopology => ({
  nodes: readNodes(app),
  edges: sorted([...(app.builder?.edges ?? [])].map(([from, to]) => ({ from, to }))),
  joins: sorted([...(app.builder?.waitingEdges ?? [])].map(([from, to]) => ({ from: [...from].sort(), to }))),
  branches: app.builder === undefined ? [] : readBranches(app.builder),
  channels: sorted(
    Object.entries(app.channels)
      .filter(([name]) => !isWiring(name))
      .map(([name, channel]) => ({ name, kind: kindOf(channel) })),
  ),
});

const readNodes = (app: CompiledApp): TopologyNode[] => {
  const specs: Readonly<Record<string, NodeSpec | undefined>> = app.builder?.nodes ?? {};
  const names = Object.keys(app.builder?.nodes ?? app.nodes).filter((name) => name !== hidden.start);
  return sorted(
    names.map((name) => ({
      name,
      ends: [...(specs[name]?.ends ?? [])].sort(),
      isDeferred: specs[name]?.defer === true,
      isSubgraph: (specs[name]?.subgraphs ?? app.nodes[name]?.subgraphs ?? []).length > 0,
    })),
  );
};

const readBranches = ({ branches }: Builder): TopologyBranch[] =>
  sorted(
    Object.entries(branches).flatMap(([from, conditions]) =>
      Object.entries(conditions).map(([name, { ends }]) => ({
        from,
        name,
        ends: ends === undefined ? null : Object.fromEntries(sorted(Object.entries(ends))),
      })),
    ),
  );

/** Channels that say who runs next; they follow from nodes and edges. */
const isWiring = (name: string): boolean =>
  name.startsWith("branch:") || name.startsWith(hidden.join) || name.startsWith(hidden.internalNode);

const kindOf = (channel: unknown): string =>
  isObject(channel) && typeof channel.lc_graph_name === "string" ? channel.lc_graph_name : "unknown";

/** By their JSON, so that the order in which an app adds things does not count. */
const sorted = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
