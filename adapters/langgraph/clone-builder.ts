import { type BranchSpec, type Builder, copyOf, type NodeSpec } from "./surface.ts";

/** A builder whose containers may be changed without touching the original's. */
export interface LooseBuilder extends Builder {
  nodes: Record<string, NodeSpec>;
  edges: Set<readonly [string, string]>;
  waitingEdges: Set<readonly [readonly string[], string]>;
  branches: Record<string, Record<string, BranchSpec>>;
  compiled: boolean;
  validate: () => void;
}

/**
 * A copy of a builder, one level down: node specifications, edges, joins and conditions are its own, what they hold is
 * shared. `compile()` adds nodes to a builder for a moment, so not even `nodes` may be shared. Channels are only
 * specifications: a run makes its live ones from them.
 */
export const cloneBuilder = (original: Builder): LooseBuilder => {
  const clone = copyOf(original) as LooseBuilder; // the containers become its own below
  clone.nodes = mapValues(original.nodes, (spec) => ({ ...spec }));
  clone.edges = new Set(original.edges);
  clone.waitingEdges = new Set(original.waitingEdges ?? []);
  clone.branches = mapValues(original.branches, (conditions) => mapValues(conditions, copyOf));
  // Else every change of the copy warns that a compiled graph does not follow.
  clone.compiled = false;
  // It passed once. A plan may leave a node without a way to it, which LangGraph refuses, and nodes must never go.
  clone.validate = () => undefined;
  const policies = clone as { _nodeDefaults?: object };
  if (policies._nodeDefaults !== undefined) policies._nodeDefaults = { ...policies._nodeDefaults };
  return clone;
};

const mapValues = <In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
