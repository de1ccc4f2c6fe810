import { describe, expect, it } from "vitest";
import { auditText, site, sites } from "../../harness/audit-text.ts";

const count = (text: string, part = ""): number => sites(auditText(text), part).length;

describe("no call site:", () => {
  it("a tool's invoke", () => {
    expect(
      count(
        `import { tool } from "@langchain/core/tools"; const t = tool(async () => "x", { name: "t" }); export const go = () => t.invoke({});`,
      ),
    ).toBe(0);
  });

  it("a tool's invoke where an own model class has a method of that name", () => {
    expect(
      count(
        `import { tool } from "@langchain/core/tools"; import { BaseChatModel } from "@langchain/core/language_models/chat_models"; import { ChatOpenAI } from "@langchain/openai"; class Twice extends BaseChatModel { inner = new ChatOpenAI({}); async invoke(x: any): Promise<any> { return this.inner.invoke(x); } } const t = tool(async () => "x", { name: "t" }); export const twice = new Twice({}); export const go = () => t.invoke({});`,
        "t.invoke",
      ),
    ).toBe(0);
  });

  it("an own tool class's invoke", () => {
    expect(
      count(
        `import { StructuredTool } from "@langchain/core/tools"; class T extends StructuredTool { name = "t"; async _call() { return "x"; } } export const go = () => new T().invoke({});`,
      ),
    ).toBe(0);
  });

  it("a tool found by name in a list", () => {
    expect(
      count(`import { tool } from "@langchain/core/tools"; const tools = [tool(async () => "x", { name: "t" })];
      export const go = async (call: any) => { const t = tools.find((x) => x.name === call.name)!; return t.invoke(call.args); };`),
    ).toBe(0);
  });

  it("a tool looked up in a record", () => {
    expect(
      count(`import { tool } from "@langchain/core/tools"; const byName: Record<string, any> = { t: tool(async () => "x", { name: "t" }) };
      export const go = async (call: any) => byName[call.name].invoke(call);`),
    ).toBe(0);
  });

  it("a ToolNode's invoke", () => {
    expect(
      count(
        `import { ToolNode } from "@langchain/langgraph/prebuilt"; const tools = new ToolNode([]); export const go = (s: any) => tools.invoke(s);`,
      ),
    ).toBe(0);
  });

  it("a retriever's invoke", () => {
    expect(
      count(`import { MemoryVectorStore } from "langchain/vectorstores/memory"; import { OpenAIEmbeddings } from "@langchain/openai";
      const r = (await MemoryVectorStore.fromTexts([], [], new OpenAIEmbeddings())).asRetriever(); export const go = () => r.invoke("q");`),
    ).toBe(0);
  });

  it("a prompt template's invoke and formatMessages", () => {
    expect(
      count(`import { PromptTemplate, ChatPromptTemplate } from "@langchain/core/prompts"; const p = PromptTemplate.fromTemplate("{a}"); const c = ChatPromptTemplate.fromMessages([]);
      export const go = async () => [await p.invoke({ a: 1 }), await c.invoke({}), await c.formatMessages({})];`),
    ).toBe(0);
  });

  it("an output parser's parse and invoke", () => {
    expect(
      count(`import { StructuredOutputParser, StringOutputParser } from "@langchain/core/output_parsers"; import { z } from "zod"; const p = StructuredOutputParser.fromZodSchema(z.object({}));
      export const go = async (x: any) => [await p.parse(x), await p.invoke(x), await new StringOutputParser().invoke(x)];`),
    ).toBe(0);
  });

  it("a RunnableLambda without a model", () => {
    expect(
      count(
        `import { RunnableLambda } from "@langchain/core/runnables"; const up = RunnableLambda.from((x: string) => x.toUpperCase()); export const go = () => up.invoke("x");`,
      ),
    ).toBe(0);
  });

  it("a sequence of prompt and parser without a model", () => {
    expect(
      count(`import { RunnableSequence } from "@langchain/core/runnables"; import { PromptTemplate } from "@langchain/core/prompts"; import { StringOutputParser } from "@langchain/core/output_parsers";
      const c = RunnableSequence.from([PromptTemplate.fromTemplate("a"), new StringOutputParser()]); export const go = () => c.invoke({});`),
    ).toBe(0);
  });

  it("a compiled graph's invoke and stream", () => {
    expect(
      count(`import { StateGraph, Annotation, START } from "@langchain/langgraph"; const S = Annotation.Root({ a: Annotation<string>() });
      const app = new StateGraph(S).addNode("n", async () => ({ a: "x" })).addEdge(START, "n").compile(); export const go = async () => [await app.invoke({}), await app.stream({})];`),
    ).toBe(0);
  });

  it("a sub-graph's invoke inside a node", () => {
    expect(
      count(`import { StateGraph, Annotation, START } from "@langchain/langgraph"; const S = Annotation.Root({ a: Annotation<string>() });
      const sub = new StateGraph(S).addNode("n", async () => ({ a: "x" })).addEdge(START, "n").compile();
      export const app = new StateGraph(S).addNode("o", async (s) => sub.invoke(s)).addEdge(START, "o").compile();`),
    ).toBe(0);
  });

  it("a store's batch, put and search", () => {
    expect(
      count(
        `import { InMemoryStore } from "@langchain/langgraph"; const store = new InMemoryStore(); export const go = async () => [await store.batch([]), await store.search(["a"]), await store.put(["a"], "k", {})];`,
      ),
    ).toBe(0);
  });

  it("a saver injected as an interface", () => {
    expect(
      count(
        `import type { BaseStore } from "@langchain/langgraph-checkpoint"; export class Memory { constructor(private store: BaseStore) {} run() { return this.store.batch([]); } }`,
      ),
    ).toBe(0);
  });

  it("electron's ipcRenderer.invoke", () => {
    expect(
      count(
        `import { ipcRenderer } from "electron"; import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}); export const go = () => ipcRenderer.invoke("chat", "hi");`,
      ),
    ).toBe(0);
  });

  it("a tauri invoke", () => {
    expect(
      count(
        `import { invoke } from "@tauri-apps/api/core"; import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}); export const go = () => invoke("chat", {});`,
      ),
    ).toBe(0);
  });

  it("Twilio's messages.create", () => {
    expect(
      count(
        `import twilio from "twilio"; import Anthropic from "@anthropic-ai/sdk"; export const a = new Anthropic(); const client = twilio("a", "b"); export const go = () => client.messages.create({ to: "1", body: "hi" });`,
      ),
    ).toBe(0);
  });

  it("an own class with a method invoke that runs no model", () => {
    expect(
      count(
        `import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}); class Command { async invoke(x: string) { return x; } } export const go = () => new Command().invoke("x");`,
      ),
    ).toBe(0);
  });

  it("an own object named model with an invoke", () => {
    expect(
      count(
        `import { z } from "zod"; import "@langchain/core"; const model = { invoke: async (x: string) => x.length }; export const go = () => model.invoke("x");`,
      ),
    ).toBe(0);
  });

  it("Promise, Array and Map methods named like a runnable's", () => {
    expect(
      count(
        `import "@langchain/core/messages"; const q = { batch: (x: any) => x, stream: () => 1, call: () => 2 }; export const go = () => [q.batch([]), q.stream(), q.call()];`,
      ),
    ).toBe(0);
  });

  it("Function.prototype.call", () => {
    expect(
      count(
        `import "@langchain/core/messages"; function f(this: any) { return 1; } export const go = () => f.call({});`,
      ),
    ).toBe(0);
  });

  it("a stream of fs or of a response", () => {
    expect(
      count(
        `import fs from "node:fs"; import "@langchain/core/messages"; export const go = (res: any) => { fs.createReadStream("x").pipe(res); return res.stream(); };`,
      ),
    ).toBe(0);
  });

  it("fetch to the app's own route", () => {
    expect(
      count(
        `import type { BaseMessage } from "@langchain/core/messages"; export const go = (m: BaseMessage[]) => fetch("/api/chat", { method: "POST", body: JSON.stringify(m) });`,
      ),
    ).toBe(0);
  });

  it("an embeddings call", () => {
    expect(
      count(
        `import { OpenAIEmbeddings } from "@langchain/openai"; const e = new OpenAIEmbeddings(); export const go = () => e.embedQuery("x");`,
      ),
    ).toBe(0);
  });

  it("a vendor's embeddings, images and file calls", () => {
    expect(
      count(
        `import OpenAI from "openai"; const o = new OpenAI(); export const go = async () => [await o.embeddings.create({}), await o.images.generate({}), await o.files.create({}), await o.models.list()];`,
      ),
    ).toBe(0);
  });

  it("zod's and JSON's parse beside a client that has a parse", () => {
    expect(
      count(
        `import OpenAI from "openai"; import { z } from "zod"; export const o = new OpenAI(); export const go = (x: string) => [JSON.parse(x), z.string().parse(x), z.object({}).safeParse(x)];`,
      ),
    ).toBe(0);
  });

  it("a graph API of the SDK that only makes threads", () => {
    expect(
      count(
        `import { Client } from "@langchain/langgraph-sdk"; const c = new Client(); export const go = () => c.threads.create();`,
      ),
    ).toBe(0);
  });

  it("the construction of a model", () => {
    expect(
      count(
        `import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}).bindTools([]).withConfig({});`,
      ),
    ).toBe(0);
  });

  it("handing a model to an own function that does not run it", () => {
    expect(
      count(
        `import { ChatOpenAI } from "@langchain/openai"; function nameOf(m: ChatOpenAI) { return m.modelName; } export const n = nameOf(new ChatOpenAI({}));`,
      ),
    ).toBe(0);
  });

  it("an event emitter's call named run", () => {
    expect(
      count(
        `import { Command } from "commander"; import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({}); const c = new Command(); export const go = () => [c.parse(), (c as any).run(), c.command("stream")];`,
      ),
    ).toBe(0);
  });
});

describe("text that only looks like code gives no call site:", () => {
  const REAL = `import { ChatOpenAI } from "@langchain/openai"; export const m = new ChatOpenAI({});`;

  it("in a string", () => {
    expect(count(`${REAL} export const help = "const r = await m.invoke('x')";`)).toBe(0);
  });

  it("in a template literal, be it another language", () => {
    expect(
      count(`${REAL} export const sample = \`
from langchain_openai import ChatOpenAI
model = ChatOpenAI()
result = model.invoke("hi")
graph = StateGraph(State).addNode("a", a)\`;`),
    ).toBe(0);
  });

  it("in line and block comments", () => {
    expect(count(`${REAL} // await m.invoke("x")\n/* createReactAgent({ llm: m }) */ export const x = 1;`)).toBe(0);
  });

  it("in JSX text", () => {
    expect(
      sites(auditText({ "a.tsx": `${REAL} export const Page = () => <pre>await m.invoke("x")</pre>;` })),
    ).toHaveLength(0);
  });

  it("in a regular expression", () => {
    expect(count(`${REAL} export const re = /m\\.invoke\\(.*\\)/;`)).toBe(0);
  });

  it("but code inside a template's placeholder does", () => {
    const audit = auditText(`${REAL} export const f = async () => \`\${(await m.invoke("x")).content}\`;`);
    expect(site(audit, "a.ts", "m.invoke").classification).toBe("reasoning");
  });
});
