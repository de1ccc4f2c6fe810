import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  Annotation,
  END,
  getWriter,
  InMemoryStore,
  type LangGraphRunnableConfig,
  MemorySaver,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { createAgent, FakeToolCallingModel, tool } from "langchain";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { functionStages } from "../../../adapters/langgraph/index.ts";
import { unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { decisionsIn } from "../../harness/decisions-in.ts";
import { stageOf } from "../../harness/stage-of.ts";

// What a run has around it besides its input: it must reach the nodes of a wrapped graph, those that are watched too.

const State = Annotation.Root({
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});
const Context = Annotation.Root({ user: Annotation<string>(), limit: Annotation<number>() });

/** A boss and a worker that both say what they see of the run's surroundings. */
const desk = (onWork: (signal: AbortSignal | undefined) => Promise<void> = async () => undefined) => {
  const inner = new StateGraph(State, Context)
    .addNode("deep", (_, { context, writer }) => {
      writer?.({ from: "deep", user: context?.user });
      return { log: [`deep for ${context?.user}`] };
    })
    .addEdge(START, "deep")
    .compile();
  return new StateGraph(State, Context)
    .addNode("boss", async ({ log }, runtime: LangGraphRunnableConfig & { context?: typeof Context.State }) => {
      const { context, writer, store, tags } = runtime;
      writer?.({ from: "boss", user: context?.user });
      getWriter()?.({ from: "boss, by getWriter" });
      await store?.put(["seen"], `boss-${log.length}`, { user: context?.user });
      return { next: log.length === 0 ? "work" : END, log: [`boss for ${context?.user}, ${tags}`] };
    })
    .addNode("work", async (_, { context, signal }) => {
      await onWork(signal);
      return { log: [`work up to ${context?.limit}`] };
    })
    .addNode("inner", inner)
    .addEdge(START, "boss")
    .addEdge("work", "inner")
    .addEdge("inner", "boss")
    .addConditionalEdges("boss", ({ log, next }) => (log.length > 2 ? END : next), ["work", END]);
};

const live = () => ({ tenant: "acme", stages: functionStages(() => stageOf()) });
const wrappings = [
  ["bare", <App extends object>(app: App): App => app],
  ["wrapped", <App extends object>(app: App): App => unconduct(app)],
  ["wrapped, with stages that may change", <App extends object>(app: App): App => unconduct(app, live())],
] as const;

const config = { context: { user: "ada", limit: 7 }, configurable: { thread_id: "t" }, tags: ["blue"] };

describe.each(wrappings)("a graph, %s", (_, wrap) => {
  it("gives context, configuration and store to every node, of a subgraph too, and lets it write to custom streams", async () => {
    const store = new InMemoryStore();
    const app = wrap(desk().compile({ checkpointer: new MemorySaver(), store }));
    const chunks: unknown[] = [];
    for await (const chunk of await app.stream({}, { ...config, streamMode: "custom", subgraphs: true }))
      chunks.push(chunk);
    expect(chunks.map((chunk) => (chunk as unknown[])[1])).toEqual([
      { from: "boss", user: "ada" },
      { from: "boss, by getWriter" },
      { from: "deep", user: "ada" },
      { from: "boss", user: "ada" },
      { from: "boss, by getWriter" },
    ]);
    expect((await app.getState(config)).values.log).toEqual([
      "boss for ada, blue",
      "work up to 7",
      "boss for ada, blue", // a subgraph gives its whole list back
      "work up to 7",
      "deep for ada",
      "boss for ada, blue",
    ]);
    expect((await store.search(["seen"])).map(({ value }) => value)).toEqual([{ user: "ada" }, { user: "ada" }]);
  });

  it("tells a running node of the caller's abort, and fails with the caller's reason", async () => {
    const controller = new AbortController();
    let heard: unknown;
    const app = wrap(
      desk(
        (signal) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener("abort", () => {
              heard = signal.reason;
              reject(signal.reason);
            });
            controller.abort(new Error("the user left"));
          }),
      ).compile(),
    );
    await expect(app.invoke({}, { ...config, signal: controller.signal })).rejects.toThrow("the user left");
    expect(heard).toMatchObject({ message: "the user left" });
  });

  it("stops at the time that the caller gives it", async () => {
    // Node 20 holds the sources of AbortSignal.any() weakly: a timeout that the framework drops may be collected unfired.
    const held: AbortSignal[] = [];
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const made = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      const signal = timeout(ms);
      held.push(signal);
      return signal;
    });
    onTestFinished(() => made.mockRestore());
    const app = wrap(desk(() => new Promise(() => undefined)).compile());
    await expect(app.invoke({}, { ...config, timeout: 20 })).rejects.toMatchObject({ name: "TimeoutError" });
    expect(held.length).toBeGreaterThan(0);
  });
});

const clock = tool(() => "noon", { name: "clock", schema: z.object({}) });

describe("a wrapped graph that langgraph.json names", () => {
  /** As the LangGraph server loads a graph: the named export, or what a function gives; its saver and store set from outside. */
  const loaded = async (folder: string, name: string) => {
    const { graphs } = JSON.parse(readFileSync(join(folder, "langgraph.json"), "utf8"));
    const [file, symbol] = String(graphs[name]).split(":", 2);
    const module = await import(pathToFileURL(join(folder, file ?? "")).href);
    const given = module[symbol ?? "default"];
    const graph = typeof given === "function" ? await given({ configurable: {} }) : await given;
    const uncompiled = typeof graph.compile === "function" ? graph.compile() : graph;
    const app = uncompiled.graph?.builder === undefined ? uncompiled : uncompiled.graph;
    expect(app.builder).toBeTypeOf("object");
    return Object.assign(app, { checkpointer: new MemorySaver(), store: new InMemoryStore() });
  };

  it.each(["desk", "made", "agent"])("is served as a bare one: %s", async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "langgraph-json-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const app = () => unconduct(desk().compile());
    const agent = () => unconduct(createAgent({ model: new FakeToolCallingModel({ toolCalls: [] }), tools: [clock] }));
    Object.assign(globalThis, { servedApps: { app, agent } });
    const text =
      "const { app, agent } = globalThis.servedApps;\nexport const desk = app();\nexport const made = async () => app();\nexport default agent();\n";
    writeFileSync(join(folder, "graphs.mjs"), text);
    const graphs = { desk: "./graphs.mjs:desk", made: "./graphs.mjs:made", agent: "./graphs.mjs" };
    writeFileSync(join(folder, "langgraph.json"), JSON.stringify({ node_version: "20", graphs }));

    const served = await loaded(folder, name);
    const input = name === "agent" ? { messages: [{ role: "user", content: "hello" }] } : {};
    const events: string[] = [];
    for await (const { event } of served.streamEvents(input, { ...config, version: "v2" })) events.push(event);
    expect(events[0]).toBe("on_chain_start");
    expect(events.at(-1)).toBe("on_chain_end");
    const state = await served.getState(config);
    if (name === "agent") expect(state.values.messages.length).toBeGreaterThan(1);
    else expect(state.values.log[0]).toBe("boss for ada, blue");
    expect((await served.getGraphAsync({ xray: true })).drawMermaid()).toContain("__start__");
    expect((await decisionsIn(served, "t")).length).toBeGreaterThan(0);
  });
});
