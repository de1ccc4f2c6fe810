import { describe, expect, it } from "vitest";
import { auditText, sites } from "../../harness/audit-text.ts";

describe("a name proves nothing:", () => {
  it("a local createSupervisor is no supervisor", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({}); function createSupervisor(o: any) { return o; } export const app = createSupervisor({ agents: [], llm });`,
    );
    expect([audit.apps, audit.callSites]).toEqual([[], []]);
  });

  it("a local createReactAgent and createAgent are no agents", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({}); const createReactAgent = (o: any) => o; function createAgent(o: any) { return o.name; } export const x = [createReactAgent({ llm }), createAgent({ model: llm, name: "a" })];`,
    );
    expect([audit.apps, audit.callSites]).toEqual([[], []]);
  });

  it("a local StateGraph class is no graph", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}); class StateGraph { addNode(a: string, f: any) { return this; } compile() { return this; } } export const app = new StateGraph().addNode("a", () => 1).compile();`,
    );
    expect(audit.apps).toEqual([]);
  });

  it("a local MemorySaver class is no saver", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}); class MemorySaver { items: string[] = []; } export const s = new MemorySaver();`,
    );
    expect(audit.stateSites).toEqual([]);
  });

  it("a local Command class makes no edge", () => {
    const audit =
      auditText(`import { StateGraph, Annotation, START } from "@langchain/langgraph"; class Command { constructor(public x: any) {} }
      export const app = new StateGraph(Annotation.Root({})).addNode("a", async () => { new Command({ goto: "b" }); return {}; }).addNode("b", async () => ({})).addEdge(START, "a").compile();`);
    expect(audit.apps[0]?.edges.map((e) => `${e.from}>${e.to}`)).toEqual(["__start__>a"]);
  });

  it("commander's Command makes no edge", () => {
    const audit =
      auditText(`import { Command } from "commander"; import { StateGraph, Annotation, START } from "@langchain/langgraph";
      export const app = new StateGraph(Annotation.Root({})).addNode("a", async () => { const c = new Command({ goto: "b" } as any); return { c }; }).addNode("b", async () => ({})).addEdge(START, "a").compile();`);
    expect(audit.apps[0]?.edges.map((e) => `${e.from}>${e.to}`)).toEqual(["__start__>a"]);
  });

  it("a parameter shadows the import", () => {
    const audit = auditText(
      `import { createReactAgent } from "@langchain/langgraph/prebuilt"; export { createReactAgent }; export const make = (createReactAgent: (o: any) => string) => createReactAgent({});`,
    );
    expect(audit.callSites).toEqual([]);
  });

  it("a block's variable shadows an imported model", () => {
    const audit = auditText({
      "llm.ts": `import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({});`,
      "a.ts": `import { llm } from "./llm"; export const keep = llm; export function f() { const llm = { invoke: (x: string) => x }; return llm.invoke("x"); }`,
    });
    expect(audit.callSites).toEqual([]);
  });

  it("createSupervisor from another package is no supervisor", () => {
    const audit = auditText(
      `import { createSupervisor } from "process-manager"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({}); export const app = createSupervisor({ agents: [], llm });`,
    );
    expect([audit.apps, audit.callSites]).toEqual([[], []]);
  });

  it("StateGraph from another package is no graph", () => {
    const audit = auditText(
      `import { StateGraph } from "state-graphs"; import "@langchain/core/messages"; export const app = new StateGraph().addNode("a", () => 1).compile();`,
    );
    expect(audit.apps).toEqual([]);
  });

  it("ChatOpenAI from another package that nobody knows is no proof", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "my-chat-widgets"; import "@langchain/core/messages"; export const go = () => new ChatOpenAI().render("x");`,
    );
    expect(audit.callSites).toEqual([]);
  });

  it("a prompt class named ChatPromptTemplate is not one of the Chat… models", () => {
    const audit = auditText(
      `import { ChatPromptTemplate, ChatMessage } from "@langchain/core/prompts"; export const go = () => ChatPromptTemplate.fromTemplate("a").invoke({});`,
    );
    expect(audit.callSites).toEqual([]);
  });

  it("a declared dependency is no evidence of use", () => {
    const audit = auditText({
      "package.json": `{ "dependencies": { "@langchain/langgraph": "1", "@langchain/langgraph-supervisor": "1" } }`,
      "a.ts": `export const x = 1;`,
    });
    expect([audit.apps, audit.callSites, audit.findings]).toEqual([[], [], []]);
  });

  it("an unused import is no evidence of use", () => {
    const audit = auditText(
      `import { createSupervisor } from "@langchain/langgraph-supervisor"; import { StateGraph } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; export const x = 1;`,
    );
    expect([audit.apps, audit.callSites]).toEqual([[], []]);
  });

  it("a type import of an agent class is no evidence of use", () => {
    const audit = auditText(
      `import type { CompiledStateGraph } from "@langchain/langgraph"; import type { ChatOpenAI } from "@langchain/openai"; export interface Deps { app: CompiledStateGraph<any, any>; llm: ChatOpenAI }`,
    );
    expect([audit.apps, audit.callSites]).toEqual([[], []]);
  });

  it("a variable named supervisor in plain code is no conductor", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; const supervisor = new ChatOpenAI({}); export const go = async () => (await supervisor.invoke("x")).content;`,
    );
    expect(audit.apps).toEqual([]);
    expect(sites(audit).map((s) => s.classification)).toEqual(["reasoning"]);
  });
});
