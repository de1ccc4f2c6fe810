import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { entrypoint, MemorySaver, MessagesAnnotation, StateGraph } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { RemoteGraph } from "@langchain/langgraph/remote";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { createDeepAgent } from "deepagents";
import { createAgent } from "langchain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { shimOf, unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";
import { InstantModel } from "../../../bench/shim/instant-model.ts";
import { decisionsIn } from "../../harness/decisions-in.ts";

const usage = { input_tokens: 7, output_tokens: 2, total_tokens: 9 };
// The class types the field as `undefined` under exactOptionalPropertyTypes, so it can only be set from outside.
const say = (content: string, call?: { name: string; args: object }): AIMessage =>
  Object.assign(
    new AIMessage({ content, tool_calls: call === undefined ? [] : [{ ...call, id: `call-${call.name}` }] }),
    { usage_metadata: usage },
  );
const ask = { messages: [new HumanMessage("What tide is it?")] };
const lookUp = tool(() => "high tide", { name: "look_up", description: "Looks up a tide.", schema: z.object({}) });
/** Uses the tool once, then answers. */
const toolUser = () =>
  new InstantModel((messages) =>
    messages.some((it) => ToolMessage.isInstance(it)) ? say("High.") : say("", { name: "look_up", args: {} }),
  );
const choicesOf = async (app: object) =>
  (await decisionsIn(app)).map(({ from, chosen, tokens }) => [from, chosen, tokens]);
const tokens = { input: 7, output: 2 };

describe("createSupervisor", () => {
  const supervised = () =>
    createSupervisor({
      agents: [createReactAgent({ name: "tide_expert", llm: new InstantModel(() => say("High tide.")), tools: [] })],
      llm: new InstantModel((messages) =>
        messages.some((it) => it.name === "transfer_to_tide_expert")
          ? say("It is high tide.")
          : say("", { name: "transfer_to_tide_expert", args: {} }),
      ),
    }).compile();

  it("logs each handoff and the answer, with the tokens of its own new messages", async () => {
    const app = unconduct(supervised());
    const result = await app.invoke(ask);
    expect(result.messages.at(-1)?.text).toBe("It is high tide.");
    expect(await choicesOf(app)).toEqual([
      ["supervisor", { kind: "agent", target: "tide_expert" }, tokens],
      ["supervisor", { kind: "end" }, tokens],
    ]);
    expect((await decisionsIn(app)).every(({ by }) => by === "model")).toBe(true);
  });

  it("gives equal digests to equal updates, however their ids differ", async () => {
    const app = unconduct(supervised());
    await app.invoke(ask);
    await app.invoke(ask);
    const digests = (await decisionsIn(app)).map(({ update }) => update?.digest);
    expect(digests[0]).toBe(digests[2]);
    expect(new Set(digests).size).toBe(2);
  });
});

describe("agents with tools", () => {
  it("of createReactAgent: a tool is the agent's own, and the answer is the end", async () => {
    const app = unconduct(createReactAgent({ llm: toolUser(), tools: [lookUp] }));
    await app.invoke(ask);
    expect(await choicesOf(app)).toEqual([
      ["agent", { kind: "own-tool", tool: "look_up" }, tokens],
      ["agent", { kind: "end" }, tokens],
    ]);
  });

  it("of createAgent: the same class comes back, stays wrapped through withConfig, and the agent itself is left alone", async () => {
    const agent = createAgent({ model: toolUser(), tools: [lookUp] });
    agent.checkpointer = new MemorySaver();
    const app = unconduct(agent);
    expect(app).toBeInstanceOf(agent.constructor);
    expect(app.checkpointer).toBe(agent.checkpointer);
    const result = await app.withConfig({ tags: ["x"] }).invoke(ask, { configurable: { thread_id: "t-1" } });
    expect(result.messages.at(-1)?.text).toBe("High.");
    expect((await choicesOf(app)).map(([, chosen]) => chosen)).toEqual([
      { kind: "own-tool", tool: "look_up" },
      { kind: "end" },
    ]);
    await agent.invoke(ask, { configurable: { thread_id: "t-2" } });
    expect(await decisionsIn(app)).toHaveLength(2);
  });

  it("of createDeepAgent: its step limit and its tools stay", async () => {
    const app = unconduct(createDeepAgent({ model: toolUser(), tools: [lookUp] }));
    const result = await app.invoke(ask);
    expect(result.messages.at(-1)?.text).toBe("High.");
    expect((await choicesOf(app)).map(([, chosen]) => chosen)).toContainEqual({ kind: "own-tool", tool: "look_up" });
  });
});

describe("what is only seen from the outside", () => {
  it("entrypoint(): runs are followed, decisions are none", async () => {
    const telemetry = new MemoryTelemetry();
    const app = unconduct(
      entrypoint("double", async (value: number) => value * 2),
      { telemetry },
    );
    expect(await app.invoke(21)).toBe(42);
    expect(await app.invoke(4)).toBe(8);
    expect(telemetry.runs.map(({ outcome }) => outcome?.kind)).toEqual(["finished", "finished"]);
    expect(await decisionsIn(app)).toEqual([]);
  });

  it("RemoteGraph: runs are followed, and what it streams is what its server said", async () => {
    const client = {
      runs: {
        async *stream() {
          yield { event: "values", data: { answer: 42 } };
        },
      },
    };
    const telemetry = new MemoryTelemetry();
    // Only what streaming asks of the client.
    const remote = new RemoteGraph({
      graphId: "far",
      client: client as unknown as NonNullable<ConstructorParameters<typeof RemoteGraph>[0]["client"]>,
    });
    const app = unconduct(remote, { telemetry });
    expect(app).toBeInstanceOf(RemoteGraph);
    expect(await app.invoke({ question: "?" }, { streamMode: "values" })).toEqual(
      await remote.invoke({ question: "?" }, { streamMode: "values" }),
    );
    expect(telemetry.runs).toMatchObject([{ outcome: { kind: "finished", decisions: 0 } }]);
  });
});

describe("what cannot be wrapped", () => {
  it("a graph that is not compiled, and what is no graph: with what to do", () => {
    const unsupported = (remedy: string) =>
      expect.objectContaining({ code: "GRAPH_UNSUPPORTED", remedy: expect.stringContaining(remedy) });
    expect(() => unconduct(new StateGraph(MessagesAnnotation))).toThrow(unsupported("compile()"));
    expect(() => unconduct({})).toThrow(unsupported("compiled LangGraph graph"));
  });

  it("options that cannot be", () => {
    const graph = createReactAgent({ llm: toolUser(), tools: [] });
    expect(() => unconduct(graph, { tenant: "a b" })).toThrow(expect.objectContaining({ code: "OPTIONS_INVALID" }));
    expect(() => unconduct(graph, { observe: { sampleCalls: 2 } })).toThrow(
      expect.objectContaining({ code: "OPTIONS_INVALID" }),
    );
    expect(shimOf(graph)).toBeNull();
  });
});
