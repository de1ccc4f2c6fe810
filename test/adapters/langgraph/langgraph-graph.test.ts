import { Annotation, Command, END, interrupt, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { appOfVariant } from "../../../adapters/langgraph/graph-variant.ts";
import { LangGraphGraph } from "../../../adapters/langgraph/langgraph-graph.ts";
import type { CompiledApp } from "../../../adapters/langgraph/surface.ts";
import { topologyFingerprint } from "../../../shim/decisions/topology-fingerprint.ts";
import { graphContract } from "../../contract/graph.contract.ts";

const State = Annotation.Root({
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});
const config = { configurable: { thread_id: "t-1" } };
const note = (name: string) => () => ({ log: [name] });
// A graph's own type says more than the adapter looks at.
const plain = (app: unknown) => app as CompiledApp;

graphContract("LangGraph", () => {
  const Log = Annotation.Root({
    log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
  });
  const builder = new StateGraph(Log)
    .addNode("boss", note("boss"))
    .addNode("z", note("z"))
    .addNode("y", note("y"))
    .addNode("x", note("x"))
    .addNode("b", note("b"))
    .addNode("a", note("a"))
    .addEdge(START, "boss")
    .addEdge(START, "y")
    .addEdge(START, "x")
    .addEdge("b", "boss")
    .addEdge("a", "boss")
    .addEdge("z", END)
    .addEdge(["x", "y"], "z")
    .addConditionalEdges("boss", () => END, { b: "b", a: "a", [END]: END });
  return new LangGraphGraph(plain(builder.compile()));
});

/** boss sends a, then b, then ends; each agent may be made to stop and ask. */
const desk = (asks: string | null = null, interruptBefore: "a"[] = []) => {
  const agent = (name: string) => () => {
    if (asks !== name) return { log: [name] };
    return { log: [`${name}: ${String(interrupt("which one?"))}`] };
  };
  return plain(
    new StateGraph(State)
      .addNode("boss", ({ log }) => ({ next: log.length === 0 ? "a" : log.length === 1 ? "b" : END }))
      .addNode("a", agent("a"))
      .addNode("b", agent("b"))
      .addEdge(START, "boss")
      .addEdge("a", "boss")
      .addEdge("b", "boss")
      .addConditionalEdges("boss", ({ next }) => next, ["a", "b", END])
      .compile({ checkpointer: new MemorySaver(), interruptBefore }),
  );
};
const chained = (app: CompiledApp): CompiledApp => {
  const plan = { cut: [{ from: "a", to: "boss" }], add: [{ from: "a", to: "b" }], unbranch: [] };
  return appOfVariant(app, new LangGraphGraph(app).rewire(plan).variant());
};
const withoutBoss = (app: CompiledApp): CompiledApp => {
  const plan = {
    cut: [
      { from: START, to: "boss" },
      { from: "a", to: "boss" },
      { from: "b", to: "boss" },
    ],
    add: [
      { from: START, to: "a" },
      { from: "a", to: "b" },
    ],
    unbranch: [],
  };
  return appOfVariant(app, new LangGraphGraph(app).rewire(plan).variant());
};
const values = async (app: CompiledApp) => {
  const { values: state, next } = (await app.getState(config)) as { values: { log: string[] }; next: string[] };
  return { log: state.log, next };
};

describe("a rewired graph", () => {
  it("runs its chain without the conductor in between", async () => {
    const app = desk();
    const visited: string[] = [];
    for await (const [key] of (async function* () {
      for await (const chunk of chained(app)._streamIterator(
        {},
        { ...config, streamMode: "updates", recursionLimit: 25 },
      )) {
        yield Object.keys(chunk as object); // an update: node to what it wrote
      }
    })())
      visited.push(key ?? "");
    expect(visited).toEqual(["boss", "a", "b", "boss"]);
  });

  it.each([
    ["on the graph, continued on the chain", desk, chained],
    ["on the graph, continued without a conductor", desk, withoutBoss],
  ])("goes on where a thread stopped before an agent: begun %s", async (_, make, rewire) => {
    const app = make(null, ["a"]);
    await app.invoke({}, config);
    expect(await values(rewire(app))).toEqual({ log: [], next: ["a"] });
    await rewire(app).invoke(null, config);
    expect(await values(app)).toEqual({ log: ["a", "b"], next: [] });
  });

  it("goes on where an agent asked, and back on the first graph after", async () => {
    const app = desk("b");
    await app.invoke({}, config);
    expect(await values(app)).toEqual({ log: ["a"], next: ["b"] });
    await chained(app).invoke(new Command({ resume: "this one" }), config);
    expect(await values(app)).toEqual({ log: ["a", "b: this one"], next: [] });
    await app.invoke({ log: ["again"] }, config);
    expect((await values(app)).next).toEqual([]);
  });

  it("still has the conductor for a thread that waits at it: no node is ever dropped", async () => {
    const app = desk();
    await chained(app).invoke({}, { ...config, interruptBefore: ["boss"] });
    expect((await values(withoutBoss(app))).next).toEqual(["boss"]);
    await withoutBoss(app).invoke(null, config);
    expect(await values(app)).toEqual({ log: ["a", "b"], next: [] });
  });

  it("does not stop again and again at a static interrupt: it has the channels of both", async () => {
    const app = desk(null, ["a"]);
    await app.invoke({}, config);
    const other = withoutBoss(app);
    await other.invoke(null, config);
    expect((await values(other)).next).toEqual([]);
    expect(Object.keys(other.channels)).toEqual(expect.arrayContaining(Object.keys(app.channels)));
  });

  it("leaves the app as it was, and can be made again from a graph that ran", async () => {
    const app = desk();
    const before = topologyFingerprint(new LangGraphGraph(app).topology);
    await chained(app).invoke({}, config);
    expect(topologyFingerprint(new LangGraphGraph(app).topology)).toBe(before);
    expect(app.builder?.edges.size).toBe(3);
  });
});

describe("an intercepted graph", () => {
  it("answers in place of a node, or lets it answer, with what comes after untouched", async () => {
    const app = desk();
    let calls = 0;
    const graph = new LangGraphGraph(app).intercept("boss", async (input, given, inner) => {
      calls += 1;
      return (input as { log: string[] }).log.length === 0 ? { next: "b" } : inner.invoke(input, given); // the state of this graph
    });
    const other = appOfVariant(app, graph.variant());
    expect(await other.invoke({}, config)).toEqual({ next: END, log: ["b", "b"] });
    expect(calls).toBe(3);
    expect(await app.invoke({}, { configurable: { thread_id: "t-2" } })).toEqual({ next: END, log: ["a", "b"] });
  });

  it("answers in place of a condition", async () => {
    const app = desk();
    const graph = new LangGraphGraph(app).interceptBranches("boss", async () => END);
    expect(await appOfVariant(app, graph.variant()).invoke({}, config)).toEqual({ next: "a", log: [] });
  });

  it("refuses nodes and conditions that are not there", () => {
    const graph = new LangGraphGraph(desk());
    const unknown = expect.objectContaining({ code: "REWIRE_UNKNOWN" });
    expect(() => graph.intercept("nobody", async () => ({}))).toThrow(unknown);
    expect(() => graph.interceptBranches("a", async () => END)).toThrow(unknown);
  });
});

describe("the fingerprint", () => {
  const build = (order: readonly ("a" | "b")[], extra = false) => {
    const builder = new StateGraph(State).addNode("boss", note("boss"), { ends: ["a", "b"] });
    for (const name of order) builder.addNode(name, note(name));
    if (extra) builder.addEdge("a" as "boss", END);
    return topologyFingerprint(new LangGraphGraph(plain(builder.addEdge(START, "boss").compile())).topology);
  };

  it("is the same for the same graph, in whatever order it was built", () => {
    expect(build(["a", "b"])).toBe(build(["b", "a"]));
  });

  it("differs with an edge", () => {
    expect(build(["a", "b"])).not.toBe(build(["a", "b"], true));
  });
});
