import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { v5 as uuid5 } from "@langchain/core/utils/uuid";
import { MemorySaver } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { RemoteGraph } from "@langchain/langgraph/remote";
import { createSupervisor, withAgentName } from "@langchain/langgraph-supervisor";
import { createHandoffTool, createSwarm } from "@langchain/langgraph-swarm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { InstantModel } from "../../../bench/shim/instant-model.ts";
import { decisionsIn } from "../../harness/decisions-in.ts";

// What the prebuilt packages promise of their graphs must hold for the graph inside the shim as well: each check is run on both.

const says = (content: string) => new AIMessage({ content });
const calls = (name: string, id: string, args: object = {}) =>
  new AIMessage({ content: "", tool_calls: [{ name, args: { ...args }, id, type: "tool_call" }] });

/** A model that gives its answers in turn, and what it was given. */
const scripted = (answers: readonly AIMessage[]) => {
  const given: BaseMessage[][] = [];
  const model = new InstantModel((messages) => {
    const answer = answers[given.length % answers.length] ?? says("");
    given.push([...messages]);
    return new AIMessage({ content: answer.content, tool_calls: answer.tool_calls ?? [] });
  });
  return { model, given };
};

const shown = (messages: readonly BaseMessage[]) =>
  messages.map((it) => [it.getType(), it.name ?? null, it.text, (it as AIMessage).tool_calls?.map(({ name }) => name)]);
const kinds = (messages: readonly BaseMessage[]) => messages.map((it) => it.getType());

const multiply = tool(({ a, b }: { a: number; b: number }) => a * b, {
  name: "multiply",
  schema: z.object({ a: z.number(), b: z.number() }),
});

/** A clerk with a calculator and a writer, under a supervisor that asks both. */
const office = (
  options: { includeAgentName?: "inline"; outputMode?: "full_history"; addHandoffMessages?: boolean },
  agentNames?: "inline",
) => {
  const clerk = scripted([calls("multiply", "m-1", { a: 6, b: 7 }), says("It is 42.")]);
  const writer = scripted([says("Dear all, it is 42.")]);
  const boss = scripted([calls("transfer_to_clerk", "t-1"), calls("transfer_to_writer", "t-2"), says("Sent.")]);
  const named = ({ model }: ReturnType<typeof scripted>) =>
    agentNames === undefined ? model : withAgentName(model, agentNames);
  const workflow = createSupervisor({
    agents: [
      createReactAgent({ llm: named(clerk), tools: [multiply], name: "clerk", description: "Does sums." }),
      createReactAgent({ llm: named(writer), tools: [], name: "writer", description: "Writes letters." }),
    ],
    llm: boss.model,
    prompt: "You lead an office.",
    ...options,
  });
  return { app: workflow.compile({ name: "office" }), clerk, writer, boss };
};

const ask = { messages: [new HumanMessage("What is six times seven?")] };
const wrappings = [
  ["bare", <App extends object>(app: App): App => app],
  ["wrapped", <App extends object>(app: App): App => unconduct(app)],
] as const;

describe.each(wrappings)("a prebuilt graph, %s", (kind, wrap) => {
  it.each([
    [undefined, undefined],
    ["inline", undefined],
    [undefined, "inline"],
    ["inline", "inline"],
  ] as const)("asks each agent in turn and keeps its last message: names %s and %s", async (own, agents) => {
    const { app, boss } = office(own === undefined ? {} : { includeAgentName: own }, agents);
    const wrapped = wrap(app);
    const { messages } = await wrapped.invoke(ask);
    expect(shown(messages)).toEqual([
      ["human", null, "What is six times seven?", undefined],
      ["ai", "supervisor", "", ["transfer_to_clerk"]],
      ["tool", "transfer_to_clerk", "Successfully transferred to clerk", undefined],
      ["ai", "clerk", "It is 42.", []],
      ["ai", "clerk", "Transferring back to supervisor", ["transfer_back_to_supervisor"]],
      ["tool", "transfer_back_to_supervisor", "Successfully transferred back to supervisor", undefined],
      ["ai", "supervisor", "", ["transfer_to_writer"]],
      ["tool", "transfer_to_writer", "Successfully transferred to writer", undefined],
      ["ai", "writer", "Dear all, it is 42.", []],
      ["ai", "writer", "Transferring back to supervisor", ["transfer_back_to_supervisor"]],
      ["tool", "transfer_back_to_supervisor", "Successfully transferred back to supervisor", undefined],
      ["ai", "supervisor", "Sent.", []],
    ]);
    expect(boss.given).toHaveLength(3);
    const told = boss.given.at(-1)?.some((it) => it.text.includes("<name>clerk</name>"));
    expect(told).toBe(own === "inline");
    if (kind === "wrapped")
      expect((await decisionsIn(wrapped)).map(({ chosen }) => chosen)).toEqual([
        { kind: "agent", target: "clerk" },
        { kind: "agent", target: "writer" },
        { kind: "end" },
      ]);
  });

  it("keeps all of an agent's messages where that is asked for", async () => {
    const { messages } = await wrap(office({ outputMode: "full_history" }).app).invoke(ask);
    expect(kinds(messages).join(" ")).toBe(
      "human ai tool ai tool ai ai tool ai tool ai ai tool ai", // the clerk's call and its result among them
    );
    expect(messages[4]).toMatchObject({ name: "multiply", content: "42" });
  });

  it("shows the agents no handoff where none is to be written, and shows it by default", async () => {
    for (const [addHandoffMessages, expected] of [
      [false, ["human"]],
      [true, ["human", "ai", "tool"]],
    ] as const) {
      const { app, clerk } = office({ addHandoffMessages });
      const { messages } = await wrap(app).invoke(ask);
      expect(kinds(clerk.given[0]?.filter((it) => it.getType() !== "system") ?? [])).toEqual(expected);
      const handoffs = messages.filter((it) => it.text.startsWith("Successfully transferred to"));
      expect(handoffs).toHaveLength(addHandoffMessages ? 2 : 0);
    }
  });

  it("tells the model of the agents' descriptions, and draws itself with them", async () => {
    const app = wrap(office({}).app);
    // biome-ignore lint/suspicious/noExplicitAny: the package's own check looks at the same inner fields
    const inner = app.builder.nodes.supervisor?.runnable as any;
    expect(inner.nodes.tools.bound.tools).toMatchObject([
      { name: "transfer_to_clerk", description: "Does sums." },
      { name: "transfer_to_writer", description: "Writes letters." },
    ]);
    const drawn = (await app.getGraphAsync({ xray: true })).drawMermaid();
    for (const name of ["supervisor", "clerk", "writer"]) expect(drawn).toContain(name);
  });

  it("is an agent of another supervisor", async () => {
    const inner = office({});
    const top = scripted([calls("transfer_to_office", "t-0"), says("The office did it.")]);
    // The package takes graphs of its own class; a shell is of that class.
    const app = wrap(
      createSupervisor({ agents: [wrap(inner.app)], llm: top.model, supervisorName: "head" }).compile({ name: "top" }),
    );
    const { messages } = await app.invoke(ask);
    expect(shown(messages).map(([, name, text]) => `${name}: ${text}`)).toEqual([
      "null: What is six times seven?",
      "head: ",
      "transfer_to_office: Successfully transferred to office",
      "supervisor: Sent.",
      "office: Transferring back to head",
      "transfer_back_to_head: Successfully transferred back to head",
      "head: The office did it.",
    ]);
    expect(inner.clerk.given).toHaveLength(2);
  });

  it("gives an agent elsewhere a thread of its own, made from the run's", async () => {
    const threads: unknown[] = [];
    class Elsewhere extends RemoteGraph {
      override get lc_id(): string[] {
        return ["langgraph", "pregel", "RemoteGraph"]; // by which the package knows one
      }
      override async invoke(...[, config]: Parameters<RemoteGraph["invoke"]>) {
        threads.push(config?.configurable?.thread_id);
        return { messages: [says("done elsewhere")] };
      }
    }
    const remote = Object.assign(new Elsewhere({ graphId: "graph", url: "http://127.0.0.1:9" }), { name: "remote" });
    const boss = scripted([calls("transfer_to_remote", "t-1"), says("All done.")]);
    const app = wrap(createSupervisor({ agents: [remote], llm: boss.model }).compile());
    const thread = "6f3b2f0e-4f8e-4a3c-9a63-0f6f3a0b1c2d";
    const { messages } = await app.invoke(ask, { configurable: { thread_id: thread } });
    expect(messages.map((it) => it.text)).toContain("done elsewhere");
    expect(threads).toEqual([uuid5("remote", thread)]);
  });

  it("remembers over turns which peer of a swarm is active, and hands over both ways", async () => {
    const { model } = scripted([
      calls("transfer_to_cook", "s-1"),
      says("Soup or stew?"),
      calls("transfer_to_waiter", "s-2"),
      calls("multiply", "s-3", { a: 2, b: 9 }),
      says("That is 18."),
    ]);
    const waiter = createReactAgent({
      llm: model,
      tools: [multiply, createHandoffTool({ agentName: "cook" })],
      name: "waiter",
    });
    const cook = createReactAgent({ llm: model, tools: [createHandoffTool({ agentName: "waiter" })], name: "cook" });
    const swarm = createSwarm({ agents: [waiter, cook], defaultActiveAgent: "waiter" });
    const app = wrap(swarm.compile({ name: "restaurant", checkpointer: new MemorySaver() }));
    const config = { configurable: { thread_id: "table-1" } };

    const first = await app.invoke({ messages: [{ role: "user", content: "I want to talk to the cook." }] }, config);
    expect(first).toMatchObject({ activeAgent: "cook" });
    expect(kinds(first.messages)).toEqual(["human", "ai", "tool", "ai"]);
    expect(first.messages.at(-2)?.content).toBe("Successfully transferred to cook");

    const second = await app.invoke({ messages: [{ role: "user", content: "Twice nine, please." }] }, config);
    expect(second).toMatchObject({ activeAgent: "waiter" });
    expect(second.messages).toHaveLength(10);
    expect(second.messages.slice(-4).map((it) => it.text)).toEqual([
      "Successfully transferred to waiter",
      "",
      "18",
      "That is 18.",
    ]);
  });
});
