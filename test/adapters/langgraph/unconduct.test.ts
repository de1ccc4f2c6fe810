import { Annotation, Command, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";

const State = Annotation.Root({
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});

const desk = () =>
  new StateGraph(State)
    .addNode("boss", ({ log }) => ({ next: log.length === 0 ? "a" : log.length === 1 ? "b" : END }))
    .addNode("a", () => ({ log: ["a"] }))
    .addNode("b", () => ({ log: ["b"] }))
    .addEdge(START, "boss")
    .addEdge("a", "boss")
    .addEdge("b", "boss")
    .addConditionalEdges("boss", ({ next }) => next, ["a", "b", END])
    .compile({ checkpointer: new MemorySaver() });

const decisionsOf = async (app: object, thread: string | null = null) => {
  const shim = shimOf(app);
  await shim?.flush();
  return (await shim?.log.read({ tenant: "default", thread, after: null, limit: 100 }))?.decisions ?? [];
};

describe("a graph with a condition", () => {
  it("logs each decision with what it wrote", async () => {
    const telemetry = new MemoryTelemetry();
    const app = unconduct(desk(), { telemetry, observe: { sampleCalls: 0 } });
    expect(await app.invoke({}, { configurable: { thread_id: "t-1" } })).toEqual({ next: END, log: ["a", "b"] });
    const decisions = await decisionsOf(app, "t-1");
    expect(telemetry.events).toEqual([]);
    expect(decisions.map(({ from, chosen, update }) => [from, chosen, update?.words])).toEqual([
      ["boss", { kind: "agent", target: "a" }, { next: "a" }],
      ["boss", { kind: "agent", target: "b" }, { next: "b" }],
      ["boss", { kind: "end" }, { next: END }],
    ]);
  });
});

describe("a Command node", () => {
  it("logs where its Command goes", async () => {
    const app = unconduct(
      new StateGraph(State)
        .addNode("boss", ({ log }) => new Command({ goto: log.length < 1 ? "a" : END, update: { next: "x" } }), {
          ends: ["a", END],
        })
        .addNode("a", () => ({ log: ["a"] }))
        .addEdge(START, "boss")
        .addEdge("a", "boss")
        .compile(),
      { observe: { sampleCalls: 1 } },
    );
    expect(await app.invoke({})).toEqual({ next: "x", log: ["a"] });
    expect((await decisionsOf(app)).map(({ chosen, by, checkpoint }) => [chosen, by, checkpoint])).toEqual([
      [{ kind: "agent", target: "a" }, "static", null],
      [{ kind: "end" }, "static", null],
    ]);
  });
});
