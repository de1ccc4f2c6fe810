/** A node, as far as routing goes. */
export interface TopologyNode {
  readonly name: string;
  /** Where a Command of this node may go, as it declares; empty when it declares nothing. */
  readonly ends: readonly string[];
  /** Waits until nothing else is left to run. */
  readonly isDeferred: boolean;
  /** Is a graph itself. */
  readonly isSubgraph: boolean;
}

/** A condition on the way out of a node: its answer is a key, and the key names where to go. */
export interface TopologyBranch {
  readonly from: string;
  readonly name: string;
  /** Key to node; null: the answer is the node's name itself. */
  readonly ends: Readonly<Record<string, string>> | null;
}

/** A graph's nodes, edges and channels as plain data, sorted: equal graphs give equal bytes. */
export interface GraphTopology {
  readonly nodes: readonly TopologyNode[];
  /** `__start__` and `__end__` are the graph's ends. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** `to` runs once all of `from` have. */
  readonly joins: readonly { readonly from: readonly string[]; readonly to: string }[];
  readonly branches: readonly TopologyBranch[];
  readonly channels: readonly { readonly name: string; readonly kind: string }[];
}

/** A change of wiring. Nodes and channels always stay: threads that began on one variant continue on another. */
export interface RewirePlan {
  /** Static edges to take out. */
  readonly cut: readonly { readonly from: string; readonly to: string }[];
  /** Static edges to put in. */
  readonly add: readonly { readonly from: string; readonly to: string }[];
  /** Nodes whose conditions are taken out, all of them. */
  readonly unbranch: readonly string[];
}

/**
 * A graph that can be read and whose variants can be made; `Variant` is what runs it. Reading and rewiring never change
 * the graph itself.
 */
export interface Graph<Variant> {
  readonly topology: GraphTopology;
  /**
   * The graph with another wiring. Throws REWIRE_UNKNOWN for a node or an edge that the graph has not, REWIRE_JOIN when
   * the plan touches a join.
   */
  rewire(plan: RewirePlan): Graph<Variant>;
  /** What runs this wiring. */
  variant(): Variant;
}
