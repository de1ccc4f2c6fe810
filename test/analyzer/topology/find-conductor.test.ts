import { describe, expect, it } from "vitest";
import { findChains } from "../../../analyzer/topology/find-chains.ts";
import { findConductor } from "../../../analyzer/topology/find-conductor.ts";
import { type GraphView, reaches } from "../../../analyzer/topology/graph-view.ts";

const [START, END] = ["__start__", "__end__"];

/** A view from arrows: `a>b` always taken, `a?b` picked; every node runs a model unless named in `plain` or `tools`. */
const view = (arrows: string, options: { plain?: string[]; tools?: string[] } = {}): GraphView => {
  const [out, fixed, picked] = [0, 1, 2].map(() => new Map<string, Set<string>>()) as [
    Map<string, Set<string>>,
    Map<string, Set<string>>,
    Map<string, Set<string>>,
  ];
  const names = new Set<string>();
  const add = (map: Map<string, Set<string>>, from: string, to: string) =>
    map.set(from, (map.get(from) ?? new Set()).add(to));
  for (const arrow of arrows.split(" ")) {
    const [from, to] = arrow.split(/[>?]/).map((n) => (n === "S" ? START : n === "E" ? END : n)) as [string, string];
    for (const name of [from, to]) if (name !== START && name !== END) names.add(name);
    add(out, from, to);
    add(arrow.includes("?") ? picked : fixed, from, to);
  }
  const toolNodes = new Set(options.tools);
  const agents = new Set([...names].filter((n) => !toolNodes.has(n) && !options.plain?.includes(n)));
  return {
    names: [...names],
    agents,
    toolNodes,
    out,
    fixed,
    picked,
    delegates: new Set(),
    sent: new Set(),
    repeated: new Set(),
    joins: new Set(),
    judges: new Set([...picked.keys()].filter((n) => agents.has(n))),
    sharedRouter: undefined,
    handed: new Map(),
    handsOpen: new Set(),
    several: new Set(),
    labelling: new Set(),
  };
};

describe("findConductor", () => {
  it("gets control back from workers that come round one after the other", () => {
    const round = "S>lead lead?plan lead?build lead?E plan>build build>test test>lead";
    expect(findConductor(view(round))).toMatchObject({ shape: "supervisor", conductor: "lead" });
  });

  it("is the router that the entry may go past, not the entry that goes straight to one of its workers", () => {
    expect(findConductor(view("S?pick S?a S?b S?c pick?a pick?b pick?c a>E b>E c>E"))).toMatchObject({
      shape: "router",
      conductor: "pick",
    });
    expect(findConductor(view("S?a S?b S?c a>E b>E c>E"))).toMatchObject({ shape: "router", conductor: null });
    const early = "S?check S?ask check?ask check?work ask?work ask?E work>E"; // what both know is the next step, no way past
    expect(findConductor(view(early))).toMatchObject({ shape: "router", conductor: null });
  });

  it("takes no loop over a queue, a tool or an approval for conducting", () => {
    const loop = "S>chat chat?parse chat?E parse>approve approve>run run?approve run?respond respond>E";
    expect(findConductor(view(loop, { plain: ["parse", "approve", "run"] })).conductor).toBeNull();
    expect(
      findConductor(
        view("S>reason reason?act reason?E act>watch watch>reason reason?sum sum>E", { plain: ["act", "watch"] }),
      ).shape,
    ).not.toBe("supervisor");
  });

  it("takes no check that sends work back for conducting", () => {
    const checked = "S>search search>check check?search check?answer answer>E";
    expect(findConductor(view(checked)).shape).not.toBe("supervisor");
  });

  it("finds who picks and gets control back from at least two", () => {
    expect(findConductor(view("S>c c?a c?b c?E a>c b>c"))).toEqual({
      shape: "supervisor",
      conductor: "c",
      workers: ["a", "b"],
    });
  });

  it("finds it whatever the names are", () => {
    expect(findConductor(view("S>x x?supervisor x?router supervisor>x router>x")).conductor).toBe("x");
  });

  it("finds it when some workers end", () => {
    expect(findConductor(view("S>c c?a c?b c?d a>c b>c d>E")).conductor).toBe("c");
  });

  it("finds it when workers come back through plumbing", () => {
    expect(findConductor(view("S>c c?a c?b a>save b>save save>c", { plain: ["save"] })).conductor).toBe("c");
  });

  it("does not take a tool loop for a conductor", () => {
    expect(findConductor(view("S>c c?t c?E t>c", { tools: ["t"] }))).toMatchObject({
      shape: "single-agent",
      conductor: null,
    });
  });

  it("prefers who gets control back from most", () => {
    expect(
      findConductor(view("S>top top?lead top?z top?y lead>top z>top y>top lead?a lead?b a>lead b>lead")).conductor,
    ).toBe("top");
  });

  it("calls who decides once a router", () => {
    expect(findConductor(view("S>r r?a r?b a>E b>E"))).toMatchObject({ shape: "router", conductor: "r" });
  });

  it("calls code no router that only skips what plain edges would run before the same step", () => {
    const skip = "S>c c?think c?say think>write write>say say>E";
    expect(findConductor(view(skip, { plain: ["c"] }))).toMatchObject({ shape: "other", conductor: null });
    expect(findConductor(view(skip))).toMatchObject({ shape: "router", conductor: "c", unless: ["work"] });
    const fan = "S>c c?a c?b c?end a>end b>end end>E";
    expect(findConductor(view(fan, { plain: ["c"] }))).toMatchObject({ shape: "router", conductor: "c" });
    const mayStop = "S>c c?think c?say think?say think?E say>E";
    expect(findConductor(view(mayStop, { plain: ["c"] }))).toMatchObject({ shape: "router", conductor: "c" });
  });

  it("gives a router at the start no node", () => {
    expect(findConductor(view("S?a S?b a>E b>E"))).toMatchObject({ shape: "router", conductor: null });
  });

  it("tells plan and execute", () => {
    expect(findConductor(view("S>plan plan>run run>re re?run re?E")).shape).toBe("plan-execute");
  });

  it("tells a pipeline", () => {
    expect(findConductor(view("S>a a>b b>c c>E"))).toEqual({ shape: "pipeline", conductor: null, workers: [] });
  });

  it("tells a single agent", () => {
    expect(findConductor(view("S>a a>E")).shape).toBe("single-agent");
  });

  it("calls who sends one agent's work round again a router", () => {
    expect(findConductor(view("S>w w>k k?w k?E"))).toMatchObject({ shape: "router", conductor: "k", workers: ["w"] });
  });
});

describe("findChains", () => {
  it("finds plain edges in a row", () => {
    expect(findChains(view("S>a a>b b>c c>E"), null).map((c) => c.agents)).toEqual([["a", "b", "c"]]);
  });

  it("stops at a branching and at a picker", () => {
    expect(findChains(view("S>a a>b b?c b?d c>e e>E d>E"), null).map((c) => c.agents)).toEqual([
      ["a", "b"],
      ["c", "e"],
    ]);
  });

  it("leaves the conductor out", () => {
    expect(findChains(view("S>c c?a c?b a>x x>c b>c"), "c").map((c) => c.agents)).toEqual([["a", "x"]]);
  });

  it("finds no chain among workers that all return", () => {
    expect(findChains(view("S>c c?a c?b a>c b>c"), "c")).toEqual([]);
  });

  it("leaves tool nodes out", () => {
    expect(
      findChains(view("S>a a>t t>b b>E", { tools: ["t"] }), null).every(
        (c) => !c.agents.includes("t") || c.agents[0] !== "t",
      ),
    ).toBe(true);
  });

  it("does not follow a fan-out", () => {
    expect(findChains(view("S>a a>b a>c b>d c>d d>E"), null).map((c) => c.agents)).not.toContainEqual(["a", "b", "d"]);
  });

  it("ends in a circle", () => {
    expect(findChains(view("S>a a>b b>a"), null).map((c) => c.agents)).toEqual([["a", "b"]]);
  });

  it("is proven and static", () => {
    expect(findChains(view("S>a a>b b>E"), null)).toMatchObject([
      { basis: "static", confidence: "proven", throughConductor: false },
    ]);
  });
});

describe("reaches", () => {
  it("follows every way, but not through what is to be avoided", () => {
    const v = view("S>a a>b b?c c>d");
    expect(reaches(v, "a", "d")).toBe(true);
    expect(reaches(v, "a", "d", "c")).toBe(false);
    expect(reaches(v, "d", "a")).toBe(false);
  });

  it("ends in circles", () => {
    expect(reaches(view("S>a a>b b>a"), "a", "z")).toBe(false);
  });
});
