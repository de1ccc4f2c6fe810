import { describe, expect, it } from "vitest";
import { analysisOf, initializer } from "../../harness/analysis-of.ts";
import type { Texts } from "../../harness/audit-text.ts";

/** Kinds of the variable `x`, sorted. */
const kindsOfX = (texts: Texts): string[] => {
  const analysis = analysisOf(texts);
  return [...analysis.kinds.of(initializer(analysis, "x"))].sort();
};
const M = `import { ChatOpenAI } from "@langchain/openai"; import { ChatPromptTemplate } from "@langchain/core/prompts"; import { StringOutputParser } from "@langchain/core/output_parsers"; import { RunnableLambda, RunnableSequence } from "@langchain/core/runnables"; const m = new ChatOpenAI({});`;

describe("kinds by type", () => {
  it("a model, however dressed", () => {
    for (const x of [
      "m",
      "m.bindTools([])",
      "m.withConfig({})",
      "m.withRetry()",
      "m.withFallbacks([m])",
      "m.withStructuredOutput({})",
      "m.bindTools([]).withConfig({})",
    ])
      expect(kindsOfX(`${M} const x = ${x};`), x).toEqual(["model"]);
  });

  it("a chain has the kinds of its parts", () => {
    expect(
      kindsOfX(`${M} const x = ChatPromptTemplate.fromTemplate("a").pipe(m).pipe(new StringOutputParser());`),
    ).toEqual(["model", "parser", "prompt"]);
  });

  it("a chain without a model has none", () => {
    expect(kindsOfX(`${M} const x = ChatPromptTemplate.fromTemplate("a").pipe(new StringOutputParser());`)).toEqual([
      "parser",
      "prompt",
    ]);
  });

  it("a sequence has the kinds of its elements", () => {
    expect(kindsOfX(`${M} const x = RunnableSequence.from([(s: string) => s, m]);`)).toContain("model");
  });

  it("a sequence with an element of any kind is evaluated", () => {
    expect(kindsOfX(`${M} declare const any1: any; const x = RunnableSequence.from([any1, m]);`)).toContain("model");
  });

  it("a graph, though a cast hides its builder's type", () => {
    const G = `import { StateGraph, START } from "@langchain/langgraph"; const S: any = {};`;
    expect(
      kindsOfX(`${G} const b = new StateGraph(S) as any; b.addNode("a", () => ({})); const x = b.compile();`),
    ).toEqual(["graph"]);
    expect(
      kindsOfX(`${G} const x = (new StateGraph(S) as any).addNode("a", () => ({})).addEdge(START, "a").compile();`),
    ).toEqual(["graph"]);
    expect(
      kindsOfX(
        `${G} const make = () => { const b: any = new StateGraph(S); return b; }; const x = make().addNode("a", () => ({}));`,
      ),
    ).toEqual(["builder"]);
    expect(kindsOfX(`declare const sass: any; const x = sass.compile();`)).toEqual([]);
  });

  it("an agent, a graph, a tool, a retriever", () => {
    expect(
      kindsOfX(
        `import { createReactAgent } from "@langchain/langgraph/prebuilt"; const x = createReactAgent({} as any);`,
      ),
    ).toEqual(["agent"]);
    expect(
      kindsOfX(
        `import { StateGraph, MessagesAnnotation } from "@langchain/langgraph"; const x = new StateGraph(MessagesAnnotation).addNode("a", () => ({})).compile();`,
      ),
    ).toEqual(["graph"]);
    expect(kindsOfX(`import { tool } from "@langchain/core/tools"; const x = tool(() => 1, {});`)).toEqual(["tool"]);
    expect(
      kindsOfX(
        `import { MemoryVectorStore } from "langchain/vectorstores/memory"; const x = new MemoryVectorStore({} as any).asRetriever();`,
      ),
    ).toEqual(["retriever"]);
  });

  it("an own class that extends a model", () => {
    expect(
      kindsOfX(
        `import { BaseChatModel } from "@langchain/core/language_models/chat_models"; abstract class Mine extends BaseChatModel {} declare class Real extends Mine {} const x = new Real({});`,
      ),
    ).toEqual(["model"]);
  });

  it("a promise of a model, awaited", () => {
    expect(
      kindsOfX(
        `import { initChatModel } from "langchain/chat_models/universal"; async function f() { const x = await initChatModel("a"); }`,
      ),
    ).toEqual(["model"]);
  });

  it("a model by interface, in a generic and in a record", () => {
    expect(
      kindsOfX(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; interface D { llm: BaseChatModel } declare const d: D; const x = d.llm;`,
      ),
    ).toEqual(["model"]);
    expect(
      kindsOfX(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; function f<T extends BaseChatModel>(t: T) { const x = t; }`,
      ),
    ).toEqual(["model"]);
    expect(
      kindsOfX(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; declare const r: Record<string, BaseChatModel>; const x = r.big;`,
      ),
    ).toEqual(["model"]);
  });

  it("a union has the kinds of both", () => {
    expect(
      kindsOfX(
        `${M} import { createReactAgent } from "@langchain/langgraph/prebuilt"; const a = createReactAgent({} as any); declare const c: boolean; const x = c ? a : m;`,
      ),
    ).toEqual(["agent", "model"]);
  });
});

describe("kinds by value, where the type is lost", () => {
  it("through any and unknown", () => {
    expect(kindsOfX(`${M} const box: any = { m }; const x = box.m;`)).toEqual(["model"]);
    expect(kindsOfX(`${M} const u: unknown = m; const x = u as { invoke: Function };`)).toEqual(["model"]);
  });

  it("through a variable that is assigned later", () => {
    expect(kindsOfX(`${M} let a: any; function init() { a = m; } function f() { const x = a; }`)).toEqual(["model"]);
  });

  it("through a record by key", () => {
    expect(
      kindsOfX(`${M} const all: Record<string, any> = { one: m }; declare const k: string; const x = all[k];`),
    ).toEqual(["model"]);
  });

  it("through a parameter without a type", () => {
    expect(kindsOfX(`${M} function f(a: any) { const x = a; } f(m);`)).toEqual(["model"]);
  });

  it("through an untyped JavaScript class", () => {
    expect(
      kindsOfX({
        "a.js": `const { ChatOpenAI } = require("@langchain/openai"); class A { constructor() { this.llm = new ChatOpenAI({}); } ask() { const x = this.llm; return x; } } module.exports = { A };`,
      }),
    ).toEqual(["model"]);
  });
});

describe("no kind", () => {
  it("for values of packages that nobody knows", () => {
    expect(kindsOfX(`import { thing } from "elsewhere"; const x = thing;`)).toEqual([]);
  });

  it("for plain data", () => {
    expect(kindsOfX(`const x = { a: [1, "b"] };`)).toEqual([]);
  });

  it("but fn for a function and lambda for a RunnableLambda", () => {
    expect(kindsOfX(`const x = () => 1;`)).toEqual(["fn"]);
    expect(kindsOfX(`${M} const x = RunnableLambda.from(() => 1);`)).toEqual(["lambda"]);
  });
});
