import { describe, expect, it } from "vitest";
import { app, arrows, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Command, START, END } from "@langchain/langgraph"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { tool } from "@langchain/core/tools"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});
const transfer = (to: string) => tool(async () => new Command({ goto: to, graph: Command.PARENT }), { name: "go_" + to, description: "d", schema: z.object({}) });
const work = async (s: any): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });`;

describe("Command.PARENT", () => {
  it("is drawn in the graph around, not in the sub-graph", () => {
    const audit =
      auditText(`${G} const leave = async (s: any) => new Command({ goto: "other", graph: Command.PARENT, update: { messages: [await llm.invoke(s.messages)] } });
      const inner = new StateGraph(MessagesAnnotation).addNode("leave", leave).addEdge(START, "leave").compile({ name: "inner" });
      export const outer = new StateGraph(MessagesAnnotation).addNode("inner", inner).addNode("other", work).addEdge(START, "inner").addEdge("other", END).compile({ name: "outer" });`);
    expect(arrows(app(audit, "inner"), "command")).toEqual([]);
    expect(arrows(app(audit, "outer"), "command")).toEqual(["inner>other"]);
  });

  it("of an agent's tools makes hand-written peers a swarm", () => {
    const found = app(
      auditText(`${G} const fares = createReactAgent({ llm, tools: [transfer("hotels")], name: "fares" }); const hotels = createReactAgent({ llm, tools: [transfer("fares")], name: "hotels" });
      export const app = new StateGraph(MessagesAnnotation).addNode("fares", fares, { ends: ["hotels"] }).addNode("hotels", hotels, { ends: ["fares"] }).addEdge(START, "fares").compile();`),
    );
    expect(found).toMatchObject({ shape: "swarm", conductor: null });
    expect(arrows(found, "handoff")).toEqual(["fares>__end__", "fares>hotels", "hotels>__end__", "hotels>fares"]);
  });

  it("of an agent that the node's code runs counts too", () => {
    const found = app(
      auditText(`${G} const fares = createReactAgent({ llm, tools: [transfer("hotels")], name: "fares" }); const callFares = async (s: any) => { const r = await fares.invoke(s); return { messages: r.messages }; };
      export const app = new StateGraph(MessagesAnnotation).addNode("fares", callFares).addNode("hotels", work).addEdge(START, "fares").addEdge("hotels", END).compile();`),
    );
    expect(arrows(found, "handoff")).toContain("fares>hotels");
  });
});

describe("a swarm by own tools", () => {
  it("is one though one router after all agents reads who is active, and one function makes agents and graph", () => {
    const found = app(
      auditText({
        "factory.ts": `${G} const State = Annotation.Root({ ...MessagesAnnotation.spec, active: Annotation<string> });
        export const makeAgent = (name: string, tools: any[]) => createReactAgent({ llm, tools, name });
        export const makePeers = (agents: { name: string; agent: ReturnType<typeof makeAgent> }[], first: string) => {
          const names = agents.map((a) => a.name); const builder: any = new StateGraph(State);
          const after = (s: any) => (s.messages.at(-1).tool_calls?.length ? (s.active ?? first) : END);
          for (const { name, agent } of agents) builder.addNode(name, async (s: any) => agent.invoke(s));
          builder.addConditionalEdges(START, (s: any) => s.active ?? first, names);
          for (const name of names) builder.addConditionalEdges(name, after, [...names, END]);
          return builder.compile();
        };`.replace("StateGraph,", "StateGraph, Annotation,"),
        "app.ts": `import { makeAgent, makePeers } from "./factory"; import { transfer } from "./transfer";
        const fares = makeAgent("fares", [transfer("hotels")]); const hotels = makeAgent("hotels", [transfer("fares")]);
        export const desk = makePeers([{ name: "fares", agent: fares }, { name: "hotels", agent: hotels }], "fares");`,
        "transfer.ts": `import { Command } from "@langchain/langgraph"; import { tool } from "@langchain/core/tools"; import { z } from "zod";
        export const transfer = (to: string) => tool(async () => new Command({ goto: to, graph: Command.PARENT, update: { active: to } }), { name: "go_" + to, description: "d", schema: z.object({}) });`,
      }),
    );
    expect(found).toMatchObject({ shape: "swarm", conductor: null });
    expect(arrows(found, "handoff")).toEqual(["fares>hotels", "hotels>fares"]);
  });
});

describe("addActiveAgentRouter", () => {
  it("leads from the start to each of its agents, in a graph that goes on being built", () => {
    const found = app(
      auditText(`import { addActiveAgentRouter } from "@langchain/langgraph-swarm"; ${G} const fares = createReactAgent({ llm, tools: [transfer("hotels")], name: "fares" }); const hotels = createReactAgent({ llm, tools: [transfer("fares")], name: "hotels" });
      const builder = addActiveAgentRouter(new StateGraph(MessagesAnnotation).addNode("fares", fares).addNode("hotels", hotels), { routeTo: ["fares", "hotels"], defaultActiveAgent: "fares" }); export const app = builder.compile();`),
    );
    expect(found.shape).toBe("swarm");
    expect(arrows(found, "conditional")).toEqual(["__start__>fares", "__start__>hotels"]);
  });
});

describe("peers that hand over by Command", () => {
  const peers = (a: string, b: string, c: string) =>
    app(
      auditText(`${G} const to = (...names: string[]) => async (s: any) => { const r = await llm.invoke(s.messages); return r.content === "x" ? new Command({ goto: names[0] }) : new Command({ goto: names[1] }); };
      const a = async (s: any) => { const r = await llm.invoke(s.messages); ${a} }; const b = async (s: any) => { const r = await llm.invoke(s.messages); ${b} }; const c = async (s: any) => { const r = await llm.invoke(s.messages); ${c} };
      export const app = new StateGraph(MessagesAnnotation).addNode("a", a, { ends: ["b", "c"] }).addNode("b", b, { ends: ["a", "c"] }).addNode("c", c, { ends: ["a", "b"] }).addEdge(START, "a").compile();`),
    );
  const either = (x: string, y: string) => `return new Command({ goto: r.content === "x" ? "${x}" : "${y}" });`;

  it("three, all to all, are a swarm", () => {
    expect(peers(either("b", "c"), either("a", "c"), either("a", "b"))).toMatchObject({
      shape: "swarm",
      conductor: null,
    });
  });

  it("two that only go back to the third are its workers", () => {
    const back = `return new Command({ goto: "a" });`;
    expect(peers(either("b", "c"), back, back)).toMatchObject({ shape: "supervisor", conductor: { node: "a" } });
  });

  it("one that always goes back is no peer", () => {
    const found = app(
      auditText(`${G} const boss = async (s: any) => { const r = await llm.invoke(s.messages); return new Command({ goto: r.content === "x" ? "w" : END }); }; const w = async (s: any) => new Command({ goto: "boss", update: { messages: [await llm.invoke(s.messages)] } });
      export const app = new StateGraph(MessagesAnnotation).addNode("boss", boss, { ends: ["w", END] }).addNode("w", w, { ends: ["boss"] }).addEdge(START, "boss").compile();`),
    );
    expect(found.shape).not.toBe("swarm");
  });
});
