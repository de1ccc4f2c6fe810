import { describe, expect, it } from "vitest";
import { agentNames, app, arrows, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Command, START, END } from "@langchain/langgraph"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { tool } from "@langchain/core/tools"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});
const work = (prompt: string) => async (s: any): Promise<any> => ({ messages: [await llm.invoke([prompt, ...s.messages])] });`;

describe("agents that exist only at run time", () => {
  it("are run by the node that declares them as its ends", () => {
    const found = app(
      auditText(`${G} export const makeDesk = (lead: any, crew: { name: string; prompt: string }[]) => {
        let builder: any = new StateGraph(MessagesAnnotation).addNode("lead", lead, { ends: crew.map((c) => c.name) }).addEdge(START, "lead");
        for (const c of crew) { builder = builder.addNode(c.name, work(c.prompt)); builder = builder.addEdge(c.name, "lead"); }
        return builder.compile(); };`),
    );
    expect(found).toMatchObject({ shape: "supervisor", conductor: { node: "lead" } });
  });

  it("that say themselves whom to hand over to are a swarm with nobody in the middle", () => {
    const found = app(
      auditText(`${G} export const makeDesk = (crew: { name: string; prompt: string }[]) => {
        const graph: any = new StateGraph(MessagesAnnotation);
        for (const c of crew) graph.addNode(c.name, async (s: any) => { const r = await llm.invoke([c.prompt, ...s.messages]); return new Command({ goto: r.name as string, update: { messages: [r] } }); }, { ends: crew.map((x) => x.name) });
        graph.addEdge(START, crew[0].name);
        return graph.compile(); };`),
    );
    expect(found).toMatchObject({ shape: "swarm", conductor: null });
  });

  it("get no verdict about how few they are", () => {
    const found = app(
      auditText(`${G} import { MemorySaver } from "@langchain/langgraph"; export const makeDesk = (crew: { name: string; prompt: string }[]) => {
        const lead = async (s: any) => new Command({ goto: (await llm.invoke(s.messages)).content as string });
        const graph: any = new StateGraph(MessagesAnnotation).addNode("lead", lead).addEdge(START, "lead");
        for (const c of crew) { graph.addNode(c.name, work(c.prompt)); graph.addEdge(c.name, "lead"); }
        return graph.compile({ checkpointer: new MemorySaver() }); };`),
    );
    expect(found.verdict.reasons.join(" ")).not.toMatch(/1 agent/);
  });
});

describe("what makes a graph's nodes and edges", () => {
  it("is followed through a filter that leaves names out", () => {
    const found = app(
      auditText(`${G} const N = { LEAD: "lead", A: "a", B: "b", LOG: "log" } as const; const apart = new Set<string>([N.LEAD, N.LOG]);
      const back = Object.values(N).filter((n) => !apart.has(n));
      const graph: any = new StateGraph(MessagesAnnotation).addNode("lead", async (s: any) => s).addNode("a", work("a")).addNode("b", work("b")).addNode("log", () => ({})).addEdge(START, "lead");
      for (const n of back) graph.addEdge(n, "lead");
      for (const n of Object.values(N).filter((x) => x === "log" || x === "never")) graph.addEdge(n, END);
      graph.addConditionalEdges("lead", (s: any) => s.next, ["a", "b", "log"]); export const app = graph.compile();`),
    );
    expect(arrows(found, "static")).toEqual(["__start__>lead", "a>lead", "b>lead", "log>__end__"]);
  });

  const table = `const crew = { fares: "ask fares", hotels: "ask hotels" } as Record<string, string>; const lead = async (s: any) => ({ next: (await llm.invoke(s.messages)).content }); const log = () => ({});
      const graph: any = new StateGraph(MessagesAnnotation).addNode("lead", lead).addNode("log", log).addEdge(START, "lead"); for (const [id, prompt] of Object.entries(crew)) graph.addNode(id, work(prompt));`;

  it("is followed into a table of ways that a loop fills", () => {
    const found = app(
      auditText(`${G} ${table} const ways: Record<string, string> = {}; for (const id of Object.keys(crew)) ways[id] = id; ways["none"] = "log"; ways.done = END;
      graph.addConditionalEdges("lead", (s: any) => s.next, ways); export const app = graph.compile();`),
    );
    expect(arrows(found, "conditional")).toEqual(["lead>__end__", "lead>fares", "lead>hotels", "lead>log"]);
    expect(found.dynamic).toEqual([]);
  });

  it("is not known of a table that a loop over run-time names fills too", () => {
    const found = app(
      auditText(`${G} ${table} export const build = (more: string[]) => { const ways: Record<string, string> = { done: END }; for (const id of Object.keys(crew)) ways[id] = id; for (const id of more) ways[id] = id;
      graph.addConditionalEdges("lead", (s: any) => s.next, ways); return graph.compile(); };`),
    );
    expect(arrows(found, "conditional")).toEqual(expect.arrayContaining(["lead>__end__", "lead>fares", "lead>hotels"]));
    expect(found.dynamic.map((it) => it.what)).toContain("target");
  });

  it("tells by what each was made with which nodes run a model", () => {
    const found = app(
      auditText(`${G} const guarded = (name: string, run: (s: any) => Promise<any>) => async (s: any) => { try { return await run(s); } catch (e) { return { error: name }; } };
      const log = async () => ({}); const lead = async (s: any) => s;
      export const app = new StateGraph(MessagesAnnotation).addNode("lead", guarded("lead", lead)).addNode("a", guarded("a", work("a"))).addNode("b", guarded("b", guarded("b", work("b")))).addNode("log", guarded("log", log))
        .addEdge(START, "log").addEdge("log", "lead").addConditionalEdges("lead", (s: any) => s.next, ["a", "b"]).addEdge("a", "lead").addEdge("b", "lead").compile();`),
    );
    expect(found).toMatchObject({ shape: "supervisor", conductor: { node: "lead" } });
    expect(agentNames(found)).toEqual(["a", "b"]);
  });
});

describe("a conductor whose workers are several nodes each", () => {
  const team = (name: string) =>
    `.addNode("${name}_prepare", () => ({})).addNode("${name}_think", work("${name}")).addNode("${name}_act", () => ({})).addNode("${name}_done", () => ({}))
      .addEdge("${name}_prepare", "${name}_think").addConditionalEdges("${name}_think", (s: any) => (s.messages.at(-1).tool_calls?.length ? "${name}_act" : "${name}_done"), ["${name}_act", "${name}_done"]).addEdge("${name}_act", "${name}_think")`;
  const desk = (
    last: string,
  ) => `${G} const lead = async (s: any) => ({ next: (await llm.invoke(s.messages)).content });
    export const app = new StateGraph(MessagesAnnotation).addNode("lead", lead)${team("a")}${team("b")}.addEdge("a_done", "${last}").addEdge("b_done", "${last}")
      .addEdge(START, "lead").addConditionalEdges("lead", (s: any) => s.next, ["a_prepare", "b_prepare", "__end__"]).compile();`;

  it("gets control back when every way out of a worker leads there", () => {
    expect(app(auditText(desk("lead")))).toMatchObject({ shape: "supervisor", conductor: { node: "lead" } });
  });

  it("is a router when the ways end elsewhere", () => {
    expect(app(auditText(desk("__end__")))).toMatchObject({ shape: "router", conductor: { node: "lead" } });
  });
});
