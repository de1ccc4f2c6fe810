import { describe, expect, it } from "vitest";
import { workersOf } from "../../../../analyzer/reporters/text/workers-of.ts";
import { appOf, edgeOf } from "../../../harness/app-of.ts";

describe("workersOf", () => {
  it("takes those that the conductor can pick, or that run after it and return to it", () => {
    const edges = [
      edgeOf("dispatcher", "visas"),
      edgeOf("visas", "fares"),
      edgeOf("fares", "dispatcher"),
      edgeOf("hotels", "dispatcher"),
    ];
    expect(workersOf(appOf({ edges }))).toEqual({ workers: ["fares", "visas"], others: ["hotels"] });
  });

  it("takes all agents where it is not known whom the conductor picks", () => {
    const edges = [edgeOf("fares", "dispatcher"), edgeOf("dispatcher", "__end__")];
    expect(workersOf(appOf({ edges }))).toEqual({ workers: ["fares", "hotels", "visas"], others: [] });
  });

  it("names those who work inside a node instead of the node", () => {
    const app = appOf({ edges: [edgeOf("dispatcher", "tools"), edgeOf("tools", "dispatcher")] });
    const inside = app.agents.map((it) => (/^(fares|hotels)$/.test(it.name) ? { ...it, inside: "tools" } : it));
    expect(workersOf({ ...app, agents: inside })).toEqual({ workers: ["fares", "hotels"], others: ["visas"] });
  });

  it("leaves out whom nobody picks where the conductor is a function and picks others", () => {
    const edges = [
      edgeOf("__start__", "visas"),
      { ...edgeOf("visas", "fares"), kind: "conditional" as const },
      { ...edgeOf("fares", "hotels"), kind: "conditional" as const },
    ];
    const app = appOf({ edges, conductor: { ...appOf().graph, node: "nextInQueue" } });
    expect(workersOf(app)).toEqual({ workers: ["fares", "hotels"], others: ["visas"] });
    const dynamic = [{ file: "src/graph.ts", line: 10, what: "edge", expr: "more" } as const];
    expect(workersOf({ ...app, dynamic }).workers).toEqual(["fares", "hotels", "visas"]);
  });

  it("takes all agents of an app without a conductor", () => {
    expect(workersOf(appOf({ conductor: null })).workers).toEqual(["fares", "hotels", "visas"]);
  });
});
