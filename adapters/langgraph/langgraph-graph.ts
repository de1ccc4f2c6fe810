import { shimError } from "../../shim/errors.ts";
import { rewireTopology } from "../../shim/handoff/rewire-topology.ts";
import type { Graph, GraphTopology, RewirePlan } from "../../shim/ports/graph.ts";
import { around, type Interceptor } from "./around.ts";
import { cloneBuilder, type LooseBuilder } from "./clone-builder.ts";
import { compileVariant, type GraphVariant } from "./graph-variant.ts";
import { readTopology } from "./read-topology.ts";
import { type Builder, type CompiledApp, copyOf } from "./surface.ts";

/**
 * A compiled graph whose nodes can be intercepted and whose edges can be rewired. Each change gives a new graph; the app
 * is never touched. Throws GRAPH_UNSUPPORTED for a graph without a builder, or one whose builder changed since.
 */
export class LangGraphGraph implements Graph<GraphVariant> {
  readonly topology: GraphTopology;
  readonly #app: CompiledApp;
  readonly #builder: Builder;

  /** Give the app only: builder and topology are those of a changed wiring. */
  constructor(app: CompiledApp, builder: Builder = builderOf(app), topology: GraphTopology = readTopology(app)) {
    this.#app = app;
    this.#builder = builder;
    this.topology = topology;
  }

  rewire(plan: RewirePlan): LangGraphGraph {
    const topology = rewireTopology(this.topology, plan);
    return this.#changed(topology, (builder) => {
      const kept = new Set(topology.edges.map(({ from, to }) => JSON.stringify([from, to])));
      const present = [...builder.edges].filter(([from, to]) => kept.delete(JSON.stringify([from, to])));
      const added = [...kept].map((edge) => JSON.parse(edge) as [string, string]); // written just above
      builder.edges = new Set([...present, ...added]);
      for (const node of plan.unbranch) delete builder.branches[node];
    });
  }

  /** Puts an interceptor before a node; its subgraphs, policies and declared ends stay. Throws REWIRE_UNKNOWN. */
  intercept(node: string, interceptor: Interceptor): LangGraphGraph {
    return this.#changed(this.topology, (builder) => {
      const spec = builder.nodes[node];
      if (spec === undefined) throw unknown(`node ${JSON.stringify(node)}`);
      builder.nodes[node] = { ...spec, runnable: around(spec.runnable, interceptor) };
    });
  }

  /** Puts an interceptor before every condition on the way out of a node. Throws REWIRE_UNKNOWN where there is none. */
  interceptBranches(node: string, interceptor: Interceptor): LangGraphGraph {
    return this.#changed(this.topology, (builder) => {
      const conditions = Object.entries(builder.branches[node] ?? {});
      if (conditions.length === 0) throw unknown(`condition after ${JSON.stringify(node)}`);
      builder.branches[node] = Object.fromEntries(
        conditions.map(([name, branch]) => [
          name,
          Object.assign(copyOf(branch), { path: around(branch.path, interceptor) }),
        ]),
      );
    });
  }

  variant(): GraphVariant {
    return compileVariant(this.#app, cloneBuilder(this.#builder));
  }

  #changed(topology: GraphTopology, change: (builder: LooseBuilder) => void): LangGraphGraph {
    const builder = cloneBuilder(this.#builder);
    change(builder);
    return new LangGraphGraph(this.#app, builder, topology);
  }
}

const builderOf = (app: CompiledApp): Builder => {
  if (app.builder === undefined) {
    throw unsupported(
      "it has no builder: entrypoint() and RemoteGraph can only be observed",
      "Stay at stage 0 with it.",
    );
  }
  const missing = Object.keys(app.builder.nodes).filter((name) => app.nodes[name] === undefined);
  if (missing.length === 0) return app.builder;
  throw unsupported(
    `its builder has nodes that were added after compile(): ${missing.join(", ")}`,
    "Compile the graph after its last node, then wrap it.",
  );
};

const unsupported = (reason: string, remedy: string) =>
  shimError("GRAPH_UNSUPPORTED", `the graph cannot be changed: ${reason}`, remedy);

const unknown = (what: string) =>
  shimError(
    "REWIRE_UNKNOWN",
    `the graph has no ${what}`,
    "Name a node of the compiled graph, as its topology lists it.",
  );
