import { describe, expect, it } from "vitest";
import { auditText, site, sites } from "../../harness/audit-text.ts";

const M = `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});`;
const exprs = (text: string): string[] => sites(auditText(text)).map((s) => s.expr);

describe("a call that runs a model or chain is found:", () => {
  it("invoke, stream, streamEvents and batch of a model", () => {
    expect(
      exprs(
        `${M} export const go = async () => [await m.invoke("a"), await m.stream("b"), m.streamEvents("c", { version: "v2" }), await m.batch(["d"])];`,
      ),
    ).toHaveLength(4);
  });

  it("a method named in brackets, by a constant or one of two", () => {
    const text = `${M} const how = "invoke" as const; export const go = async (s: boolean) => [await m["invoke"]("a"), await m[how]("b"), await m[s ? "stream" : "invoke"]("c"), m["bindTools"]([]), (m as any)[String(s)]("d")];`;
    expect(exprs(text)).toEqual([`m["invoke"]("a")`, `m[how]("b")`, `m[s ? "stream" : "invoke"]("c")`]);
    expect(site(auditText(text), "a.ts", `m["invoke"]`)).toMatchObject({ classification: "reasoning", line: 1 });
  });

  it("with the line and column of the method's name", () => {
    const audit = auditText(`${M}\nexport const go = () =>\n  m\n    .withConfig({})\n    .invoke("a");\n`);
    expect(site(audit, "a.ts", "invoke")).toMatchObject({ line: 5, column: 6, kind: "explicit", runs: "model" });
  });

  it("with offsets of the whole call", () => {
    const text = `${M} export const go = () => m.invoke("ä");`;
    const { start, end } = site(auditText(text), "a.ts", "invoke");
    expect(text.slice(start, end)).toBe(`m.invoke("ä")`);
  });

  it("a model behind withStructuredOutput, bindTools, withConfig, withRetry and withFallbacks", () => {
    expect(
      exprs(
        `${M} export const go = async () => [await m.withStructuredOutput({}).invoke("a"), await m.bindTools([]).invoke("b"), await m.withConfig({}).invoke("c"), await m.withRetry().invoke("d"), await m.withFallbacks([m]).invoke("e")];`,
      ),
    ).toHaveLength(5);
  });

  it("prompt.pipe(model).pipe(parser)", () => {
    expect(
      exprs(
        `import { ChatPromptTemplate } from "@langchain/core/prompts"; import { StringOutputParser } from "@langchain/core/output_parsers"; ${M} const c = ChatPromptTemplate.fromTemplate("{q}").pipe(m).pipe(new StringOutputParser()); export const go = () => c.invoke({ q: 1 });`,
      ),
    ).toEqual(["c.invoke({ q: 1 })"]);
  });

  it("RunnableSequence.from and new RunnableSequence", () => {
    expect(
      exprs(
        `import { RunnableSequence } from "@langchain/core/runnables"; ${M} const a = RunnableSequence.from([(x: string) => x, m]); const b = new RunnableSequence({ first: m, last: m }); export const go = async () => [await a.invoke("x"), await b.invoke("y")];`,
      ),
    ).toHaveLength(2);
  });

  it("a sequence whose element is anything", () => {
    expect(
      exprs(
        `import { RunnableSequence } from "@langchain/core/runnables"; import { helper } from "somewhere"; ${M} const a = RunnableSequence.from([helper, m]); export const go = () => a.invoke("x");`,
      ),
    ).toHaveLength(1);
  });

  it("a parallel and an assign that hold a chain", () => {
    expect(
      exprs(
        `import { RunnableParallel, RunnablePassthrough } from "@langchain/core/runnables"; ${M} const a = RunnableParallel.from({ x: m }); const b = RunnablePassthrough.assign({ y: m }); export const go = async () => [await a.invoke("x"), await b.invoke({})];`,
      ),
    ).toHaveLength(2);
  });

  it("a lambda runnable whose body runs a model counts once", () => {
    expect(
      exprs(
        `import { RunnableLambda } from "@langchain/core/runnables"; ${M} const f = RunnableLambda.from(async (x: string) => (await m.invoke(x)).content); export const go = () => f.invoke("x");`,
      ).filter((e) => e.startsWith("m.invoke")),
    ).toHaveLength(1);
  });

  it("LLMChain's call and predict", () => {
    expect(
      exprs(
        `import { LLMChain } from "langchain/chains"; ${M} const c = new LLMChain({ llm: m, prompt: null as any }); export const go = async () => [await c.call({}), await (c as any).predict({})];`,
      ).length,
    ).toBeGreaterThanOrEqual(1);
  });

  it("a model made by initChatModel", () => {
    expect(
      exprs(
        `import { initChatModel } from "langchain/chat_models/universal"; export const go = async () => { const m = await initChatModel("gpt"); return (await m.invoke("x")).content; };`,
      ),
    ).toEqual([`m.invoke("x")`]);
  });

  it("a model made in an async factory", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; async function make() { const key = await Promise.resolve("k"); return new ChatOpenAI({ apiKey: key }); } export const go = async () => (await (await make()).invoke("x")).content;`,
      ),
    ).toHaveLength(1);
  });

  it("a model of one of several vendors, by a switch", () => {
    expect(
      exprs(`import { ChatOpenAI } from "@langchain/openai"; import { ChatAnthropic } from "@langchain/anthropic"; import { ChatGroq } from "@langchain/groq";
      function make(p: string) { switch (p) { case "a": return new ChatAnthropic({}); case "g": return new ChatGroq({}); default: return new ChatOpenAI({}); } } export const go = async () => (await make("a").invoke("x")).content;`),
    ).toHaveLength(1);
  });

  it("a model assigned under if to a variable that began as null", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; let m = null; if (Math.random() > 0.5) { m = new ChatOpenAI({}); } export const go = async () => (await m!.invoke("x")).content;`,
      ),
    ).toHaveLength(1);
  });

  it("this.model assigned in an async init", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; export class A { private model: any; async init() { this.model = new ChatOpenAI({}); } async ask(q: string) { return (await this.model.invoke(q)).content; } }`,
      ),
    ).toHaveLength(1);
  });

  it("an injected BaseChatModel", () => {
    expect(
      exprs(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; export class A { constructor(private readonly llm: BaseChatModel) {} ask(q: string) { return this.llm.invoke(q); } } export const f = (llm: BaseChatModel) => llm.invoke("x");`,
      ),
    ).toHaveLength(2);
  });

  it("a model class with type arguments", () => {
    expect(
      exprs(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; import type { BaseChatModelCallOptions } from "@langchain/core/language_models/chat_models"; export const f = (llm: BaseChatModel<BaseChatModelCallOptions>) => llm.invoke("x");`,
      ),
    ).toHaveLength(1);
  });

  it("a generic parameter bounded by a model", () => {
    expect(
      exprs(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; export const f = <M extends BaseChatModel>(llm: M) => llm.invoke("x");`,
      ),
    ).toHaveLength(1);
  });

  it("an own subclass of a model", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; class Mine extends ChatOpenAI {} export const go = () => new Mine({}).invoke("x");`,
      ),
    ).toHaveLength(1);
  });

  it("a model picked from a record by key", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; const models = { big: new ChatOpenAI({}), small: new ChatOpenAI({}) }; export const go = (k: "big" | "small") => models[k].invoke("x");`,
      ),
    ).toHaveLength(1);
  });

  it("models kept in a Map", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; const pool = new Map<string, ChatOpenAI>(); pool.set("a", new ChatOpenAI({})); export const go = () => pool.get("a")!.invoke("x");`,
      ),
    ).toHaveLength(1);
  });

  it("every model of an array in a loop", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; const all = [new ChatOpenAI({}), new ChatOpenAI({})]; export const go = async () => { for (const m of all) console.log((await m.invoke("x")).content); };`,
      ),
    ).toEqual([`m.invoke("x")`]);
  });

  it("a receiver cast to an object with an invoke", () => {
    expect(
      exprs(
        `import { createReactAgent } from "@langchain/langgraph/prebuilt"; ${M} const agent = createReactAgent({ llm: m, tools: [] }); export const go = () => (agent as unknown as { invoke: (x: any) => Promise<any> }).invoke({ messages: [] });`,
      ).filter((e) => e.includes(".invoke")),
    ).toHaveLength(1);
  });

  it("an optional call", () => {
    expect(
      exprs(
        `import { ChatOpenAI } from "@langchain/openai"; const m: ChatOpenAI | undefined = new ChatOpenAI({}); export const go = async () => (await m?.invoke("x"))?.content;`,
      ),
    ).toHaveLength(1);
  });

  it("a call whose result is destructured at the spot", () => {
    expect(
      exprs(`${M} export const go = async () => { const { content } = await m.invoke("x"); return content; };`),
    ).toHaveLength(1);
  });

  it("many calls with one text get different ids", () => {
    const audit = auditText(
      `${M} export const go = async () => { const a = await m.invoke("x"); const b = await m.invoke("x"); return [a, b]; };`,
    );
    expect(new Set(audit.callSites.map((s) => s.id)).size).toBe(2);
  });
});

describe("a runnable without .invoke in sight is a site of its own:", () => {
  const G = `import { StateGraph, MessagesAnnotation, START, END } from "@langchain/langgraph";`;

  it("a chain built in another class and handed to addNode", () => {
    const audit = auditText({
      "chains.ts": `import { ChatPromptTemplate } from "@langchain/core/prompts"; ${M} export class Chains { build() { return ChatPromptTemplate.fromTemplate("{q}").pipe(m); } }`,
      "a.ts": `${G} import { Chains } from "./chains"; export const app = new StateGraph(MessagesAnnotation).addNode("a", new Chains().build()).addEdge(START, "a").compile();`,
    });
    expect(audit.callSites).toHaveLength(1);
  });

  it("a chain used as conditional edge is routing-only", () => {
    const audit = auditText(`${G} ${M} const choose = m.pipe((r: any) => (r.content.includes("b") ? "b" : "c"));
      const f = async (s: any) => ({ messages: [await m.invoke(s.messages)] });
      export const app = new StateGraph(MessagesAnnotation).addNode("a", f).addNode("b", f).addNode("c", f).addEdge(START, "a").addConditionalEdges("a", choose, ["b", "c"]).compile();`);
    expect(site(audit, "a.ts", "choose")).toMatchObject({ kind: "implicit", classification: "routing-only" });
  });

  it("an agent handed to addNode is one implicit site, its constructor", () => {
    const audit = auditText(
      `${G} import { createReactAgent } from "@langchain/langgraph/prebuilt"; ${M} const agent = createReactAgent({ llm: m, tools: [], name: "a" }); export const app = new StateGraph(MessagesAnnotation).addNode("a", agent).addEdge(START, "a").compile();`,
    );
    expect(audit.callSites.map((s) => s.expr.slice(0, 16))).toEqual(["createReactAgent"]);
  });

  it("a model call inside a conditional edge's function is routing-only", () => {
    const audit = auditText(`${G} ${M} const f = async (s: any) => ({ messages: [await m.invoke(s.messages)] });
      const route = async (s: any) => { const r = await m.invoke(["which?", ...s.messages]); return r.content === "b" ? "b" : "c"; };
      export const app = new StateGraph(MessagesAnnotation).addNode("b", f).addNode("c", f).addConditionalEdges(START, route, ["b", "c"]).compile();`);
    expect(site(audit, "a.ts", "which?").classification).toBe("routing-only");
  });

  it("a chain of many pipes, made by an untyped factory in another file, handed to addNode", () => {
    const audit = auditText({
      "lead.js": `import { ChatPromptTemplate } from "@langchain/core/prompts"; import { JsonOutputToolsParser } from "langchain/output_parsers";
        export async function makeLead(llm, text) { let prompt = await ChatPromptTemplate.fromMessages([text]); prompt = await prompt.partial({ who: "x" });
          const lead = prompt.pipe(llm.bind({ tools: [] })).pipe(new JsonOutputToolsParser()).pipe((x) => ({ next: x[0].args.next })); return lead; }`,
      "a.js": `${G} ${M} import { makeLead } from "./lead.js"; const lead = await makeLead(m, "who is next?"); const work = () => ({});
        const graph = new StateGraph({ channels: { next: null } }).addNode("a", work).addNode("lead", lead).addEdge("a", "lead").addEdge(START, "lead");
        graph.addConditionalEdges("lead", (s) => s.next, { a: "a" }); export const app = graph.compile();`,
    });
    expect(audit.callSites.map((s) => [s.file, s.expr, s.kind])).toEqual([["a.js", "lead", "implicit"]]);
  });
});
