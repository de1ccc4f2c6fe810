import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import { Annotation, Command, END, interrupt, MemorySaver, Send, START, StateGraph } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { describe, expect, it } from "vitest";
import { withHandoffs } from "../../../adapters/langgraph/with-handoffs.ts";
import { says } from "../../../fixtures/scenarios/answer-rule.ts";
import { ScriptedChatModel } from "../../../fixtures/scenarios/scripted-chat-model.ts";
import type { HandoffRules } from "../../../shim/handoff/handoff-rules.ts";

const State = Annotation.Root({
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});
type S = typeof State.State;
const config = { configurable: { thread_id: "t-1" } };
const words = { a: { next: "a" }, b: { next: "b" }, c: { next: "c" } };
const rules: HandoffRules = {
  conductor: "boss",
  chains: [{ agents: ["a", "b", "c"], updates: { b: words.b, c: words.c } }],
};

interface Desk {
  readonly order?: readonly string[];
  readonly agents?: Readonly<Record<string, (state: S) => unknown>>;
  readonly compile?: object;
}

/** boss sends each of `order` to work, then ends; `turns` counts its own turns. */
const desk = ({ order = ["a", "b", "c"], agents = {}, compile = {} }: Desk = {}) => {
  const turns: string[] = [];
  const note = (name: string) => (agents[name] ?? (() => ({ log: [name] }))) as (state: S) => { log: string[] };
  const app = new StateGraph(State)
    .addNode("boss", ({ log }) => {
      const next = order[log.length] ?? END;
      turns.push(next);
      return { next };
    })
    .addNode("a", note("a"), { ends: ["b", "boss"] })
    .addNode("b", note("b"))
    .addNode("c", note("c"))
    .addEdge(START, "boss")
    .addEdge("a", "boss")
    .addEdge("b", "boss")
    .addEdge("c", "boss")
    .addConditionalEdges("boss", ({ next }) => next, ["a", "b", "c", END])
    .compile({ checkpointer: new MemorySaver(), ...compile });
  return { app, turns };
};

describe("a graph with handoffs", () => {
  it("runs the same agents in the same order to the same state, and asks the conductor only at the ends", async () => {
    const bare = desk();
    const direct = desk();
    const expected = await bare.app.invoke({}, config);
    const app = withHandoffs(direct.app, rules);
    expect(app).toBeInstanceOf(direct.app.constructor);
    expect(await app.invoke({}, config)).toEqual(expected);
    expect(expected.log).toEqual(["a", "b", "c"]);
    expect([bare.turns, direct.turns]).toEqual([
      ["a", "b", "c", END],
      ["a", END],
    ]);
  });

  it("writes what the conductor would have written before the next agent reads it", async () => {
    const seen: string[] = [];
    const read = (name: string) => (state: S) => {
      seen.push(`${name}: ${state.next}`);
      return { log: [name] };
    };
    await withHandoffs(desk({ agents: { b: read("b"), c: read("c") } }).app, rules).invoke({}, config);
    expect(seen).toEqual(["b: b", "c: c"]);
  });

  it("gives the turn back where the order is not the recorded one", async () => {
    const { app, turns } = desk({ order: ["b", "a", "b", "c"] });
    const state = await withHandoffs(app, rules).invoke({}, config);
    expect(state.log).toEqual(["b", "a", "b", "c"]);
    expect(turns).toEqual(["b", "a", "b", "c", END]);
  });

  it("leaves an agent that picks its own way to it", async () => {
    const agents = { a: () => new Command({ goto: "b", update: { log: ["a"] } }) };
    const bare = desk({ agents });
    const direct = desk({ agents });
    expect(await withHandoffs(direct.app, rules).invoke({}, config)).toEqual(await bare.app.invoke({}, config));
    expect(direct.turns).toEqual(bare.turns);
  });

  it("keeps an agent that waits for a person waiting, and lets the conductor go on after the resume", async () => {
    const agents = { b: () => ({ log: [`b: ${String(interrupt("which?"))}`] }) };
    const { app, turns } = desk({ agents });
    const direct = withHandoffs(app, rules);
    await direct.invoke({}, config);
    expect((await direct.getState(config)).next).toEqual(["b"]);
    const state = await direct.invoke(new Command({ resume: "the red one" }), config);
    expect(state.log).toEqual(["a", "b: the red one", "c"]);
    expect(turns).toEqual(["a", "c", END]);
  });

  it("passes everything through where a run stops at the conductor", async () => {
    const { app, turns } = desk({ compile: { interruptBefore: ["boss"] } });
    const direct = withHandoffs(app, rules);
    await direct.invoke({}, config);
    for (let left = 8; left > 0 && (await direct.getState(config)).next.length > 0; left--)
      await direct.invoke(null, config);
    expect((await direct.getState(config)).values.log).toEqual(["a", "b", "c"]);
    expect(turns).toEqual(["a", "b", "c", END]);
  });

  it("works as a node of another graph", async () => {
    const { app, turns } = desk({ compile: { checkpointer: undefined } });
    const outer = new StateGraph(State).addNode("desk", withHandoffs(app, rules)).addEdge(START, "desk").compile();
    expect((await outer.invoke({})).log).toEqual(["a", "b", "c"]);
    expect(turns).toEqual(["a", END]);
  });

  it("returns to the conductor from agents that it started together", async () => {
    const turns: string[] = [];
    const app = new StateGraph(State)
      .addNode("boss", ({ log }) => {
        turns.push(log.join());
        return {};
      })
      .addNode("a", () => ({ log: ["a"] }))
      .addNode("b", () => ({ log: ["b"] }))
      .addEdge(START, "boss")
      .addEdge("a", "boss")
      .addEdge("b", "boss")
      .addConditionalEdges("boss", ({ log }) => (log.length > 0 ? END : [new Send("a", {}), new Send("b", {})]), [
        "a",
        "b",
        END,
      ])
      .compile();
    await withHandoffs(app, { conductor: "boss", chains: [{ agents: ["a", "b"] }] }).invoke({});
    expect(turns).toEqual(["", "a,b"]);
  });

  it("refuses what is not compiled, and names that the graph has not", () => {
    const code = (it: () => unknown, expected: string) =>
      expect(it).toThrow(expect.objectContaining({ code: expected }));
    code(() => withHandoffs(new StateGraph(State), rules), "GRAPH_UNSUPPORTED");
    code(() => withHandoffs({}, rules), "GRAPH_UNSUPPORTED");
    code(() => withHandoffs(desk().app, { conductor: "boss", chains: [{ agents: ["a", "z"] }] }), "REWIRE_UNKNOWN");
  });
});

describe("a prebuilt supervisor with handoffs", () => {
  const replied = (messages: readonly BaseMessage[], name: string) =>
    messages.some((it) => it.getType() === "ai" && it.name === name);
  const supervisor = (options: object = {}) => {
    const model = new ScriptedChatModel([
      ...["flights", "hotels"].map((name) =>
        says(`lead: ${name}`, "Lead", ({ messages }) => !replied(messages, name), {
          tool: `transfer_to_${name}`,
          args: {},
        }),
      ),
      says("lead: done", "Lead", () => true, "All is booked."),
      says("flights", "Flights", () => true, "Flight held."),
      says("hotels", "Hotels", () => true, "Room held."),
    ]);
    const agent = (name: string, prompt: string) => createReactAgent({ llm: model, tools: [], name, prompt });
    const app = createSupervisor({
      agents: [agent("flights", "Flights"), agent("hotels", "Hotels")],
      llm: model,
      prompt: "Lead",
      supervisorName: "lead",
      ...options,
    }).compile();
    return { model, app };
  };
  const chains = [{ agents: ["flights", "hotels"], updates: { hotels: "handoff-messages" as const } }];
  const input = { messages: [{ role: "user", content: "Lisbon" }] };
  const plain = (messages: readonly BaseMessage[]) =>
    messages.map((it) => ({
      type: it.getType(),
      name: it.name,
      text: it.text,
      calls: it instanceof AIMessage ? it.tool_calls?.map(({ name, args }) => ({ name, args })) : undefined,
    }));

  it.each([{}, { addHandoffBackMessages: false }, { outputMode: "full_history" }])(
    "leaves the transcript that it leaves bare, with one model call less: %j",
    async (options) => {
      const bare = supervisor(options);
      const direct = supervisor(options);
      const expected = await bare.app.invoke(input);
      const state = await withHandoffs(direct.app, { conductor: "lead", chains }).invoke(input);
      expect(plain(state.messages)).toEqual(plain(expected.messages));
      expect(direct.model.calls.map(({ rule }) => rule)).toEqual(["lead: flights", "flights", "hotels", "lead: done"]);
      expect(bare.model.calls.length - direct.model.calls.length).toBe(1);
    },
  );

  it("writes messages that strict providers take: each call is answered by the next message, under an id of its own", async () => {
    const { messages } = await withHandoffs(supervisor().app, { conductor: "lead", chains }).invoke(input);
    const ids = messages.flatMap((it) => (it instanceof AIMessage ? (it.tool_calls ?? []).map(({ id }) => id) : []));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
    messages.forEach((it, at) => {
      const calls = it instanceof AIMessage ? (it.tool_calls ?? []) : [];
      const answers = messages.slice(at + 1, at + 1 + calls.length);
      expect(answers.map((answer) => (answer instanceof ToolMessage ? answer.tool_call_id : null))).toEqual(
        calls.map(({ id }) => id),
      );
    });
  });
});
