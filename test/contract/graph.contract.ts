import { describe, expect, it } from "vitest";
import type { Graph, GraphTopology } from "../../shim/ports/graph.ts";

const node = (name: string) => ({ name, ends: [], isDeferred: false, isSubgraph: false });

/**
 * The wiring of the graph that the suite asks for: `boss` decides between `a`, `b` and the end by one unnamed
 * condition; `a` and `b` return to it; `x` and `y` meet in a join before `z`. Its one state channel is `log`.
 */
export const contractWiring: Pick<GraphTopology, "nodes" | "edges" | "joins" | "branches"> = {
  nodes: ["a", "b", "boss", "x", "y", "z"].map(node),
  edges: [
    { from: "__start__", to: "boss" },
    { from: "__start__", to: "x" },
    { from: "__start__", to: "y" },
    { from: "a", to: "boss" },
    { from: "b", to: "boss" },
    { from: "z", to: "__end__" },
  ],
  joins: [{ from: ["x", "y"], to: "z" }],
  branches: [{ from: "boss", name: "condition", ends: { __end__: "__end__", a: "a", b: "b" } }],
};

const chain = { cut: [{ from: "a", to: "boss" }], add: [{ from: "a", to: "b" }], unbranch: [] };

/** What every graph port must do. `initialize` gives a graph of the wiring above. */
export const graphContract = <Variant>(name: string, initialize: () => Graph<Variant>): void => {
  const edgesOf = (graph: Graph<Variant>) => graph.topology.edges.map(({ from, to }) => `${from} > ${to}`);

  describe(`graph port of ${name}`, () => {
    it("describes nodes, edges, joins and conditions, sorted", () => {
      expect(initialize().topology).toMatchObject(contractWiring);
    });

    it("describes equal graphs by equal bytes", () => {
      expect(JSON.stringify(initialize().topology)).toBe(JSON.stringify(initialize().topology));
    });

    it("cuts and adds edges in a variant, and leaves the graph itself", () => {
      const graph = initialize();
      const before = JSON.stringify(graph.topology);
      const variant = graph.rewire(chain);
      expect(edgesOf(variant)).toContain("a > b");
      expect(edgesOf(variant)).not.toContain("a > boss");
      expect(JSON.stringify(graph.topology)).toBe(before);
    });

    it("takes out a node's conditions", () => {
      const plan = { cut: [], add: [{ from: "boss", to: "a" }], unbranch: ["boss"] };
      expect(initialize().rewire(plan).topology.branches).toEqual([]);
    });

    it("never drops a node, a channel or a join", () => {
      const graph = initialize();
      const plan = { cut: [{ from: "__start__", to: "boss" }, ...chain.cut], add: chain.add, unbranch: ["boss"] };
      const { nodes, channels, joins } = graph.rewire(plan).topology;
      expect({ nodes: nodes.map((it) => it.name), channels, joins }).toEqual({
        nodes: graph.topology.nodes.map((it) => it.name),
        channels: graph.topology.channels,
        joins: graph.topology.joins,
      });
    });

    it("comes back to the same topology when a plan is undone", () => {
      const graph = initialize();
      const undone = graph.rewire(chain).rewire({ cut: chain.add, add: chain.cut, unbranch: [] });
      expect(undone.topology).toEqual(graph.topology);
    });

    it.each([
      ["a node to go to", { cut: [], add: [{ from: "a", to: "nobody" }], unbranch: [] }],
      ["a node to come from", { cut: [], add: [{ from: "nobody", to: "a" }], unbranch: [] }],
      ["an edge to cut", { cut: [{ from: "a", to: "b" }], add: [], unbranch: [] }],
      ["a condition", { cut: [], add: [], unbranch: ["a"] }],
    ])("refuses %s that the graph has not, with REWIRE_UNKNOWN", (_, plan) => {
      expect(() => initialize().rewire(plan)).toThrow(expect.objectContaining({ code: "REWIRE_UNKNOWN" }));
    });

    it.each([
      ["into", { cut: [], add: [{ from: "a", to: "z" }], unbranch: [] }],
      ["out of", { cut: [{ from: "x", to: "z" }], add: [], unbranch: [] }],
    ])("refuses to rewire %s a join, with REWIRE_JOIN", (_, plan) => {
      expect(() => initialize().rewire(plan)).toThrow(expect.objectContaining({ code: "REWIRE_JOIN" }));
    });

    it("gives what runs a wiring", () => {
      expect(initialize().rewire(chain).variant()).toBeDefined();
    });
  });
};
