import { rewireTopology } from "../../shim/handoff/rewire-topology.ts";
import type { Graph, GraphTopology, RewirePlan } from "../../shim/ports/graph.ts";

/** A graph that is nothing but its topology: what rewiring must do, without a framework. */
export class MemoryGraph implements Graph<GraphTopology> {
  readonly topology: GraphTopology;

  constructor(topology: GraphTopology) {
    this.topology = topology;
  }

  rewire(plan: RewirePlan): MemoryGraph {
    return new MemoryGraph(rewireTopology(this.topology, plan));
  }

  variant(): GraphTopology {
    return this.topology;
  }
}
