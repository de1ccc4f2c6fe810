import { describe, expect, it } from "vitest";
import { auditText, sites } from "../../harness/audit-text.ts";

const M = `import { ChatOpenAI } from "@langchain/openai";`;
/** How many sites in the text hold `.invoke("x")`. */
const count = (text: string): number => sites(auditText(text), `.invoke("x")`).length;

describe("a receiver is followed", () => {
  it("through a getter", () => {
    expect(
      count(`${M} export class A { get llm() { return new ChatOpenAI({}); } go() { return this.llm.invoke("x"); } }`),
    ).toBe(1);
  });

  it("through a private field", () => {
    expect(count(`${M} export class A { #llm = new ChatOpenAI({}); go() { return this.#llm.invoke("x"); } }`)).toBe(1);
  });

  it("through an interface whose implementing object is given the model", () => {
    expect(
      count(
        `${M} interface Part { llm: any } const part: Part = { llm: new ChatOpenAI({}) }; export const go = (p: Part) => p.llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a factory that declares its agent as the compiled graph which it is, too", () => {
    const text = (
      made: string,
    ) => `${M} import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { StateGraph, MessagesAnnotation, START, type CompiledStateGraph } from "@langchain/langgraph"; const m = new ChatOpenAI({});
      const make = (llm: any): CompiledStateGraph<any, any> => { const made = ${made}; return made; }; export const go = async () => (await make(m).invoke("x")).messages;`;
    expect(count(text(`createReactAgent({ llm, tools: [] })`))).toBe(1);
    expect(
      count(text(`new StateGraph(MessagesAnnotation).addNode("a", (s: any) => s).addEdge(START, "a").compile()`)),
    ).toBe(0);
  });

  it("through an own interface that answers with the framework's message", () => {
    expect(
      count(
        `import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages"; interface Llm { invoke(m: BaseMessage[] | string): Promise<AIMessageChunk>; } export const go = (llm: Llm) => llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a cast of what is not known", () => {
    expect(
      count(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; import { ChatPromptTemplate } from "@langchain/core/prompts"; export const go = (o: any) => { const llm: any = o.llm as BaseChatModel; return ChatPromptTemplate.fromTemplate("t").pipe(llm).invoke("x"); };`,
      ),
    ).toBe(1);
  });

  it("through a type that is indexed by an enum behind a barrel, in a large tree", () => {
    const many = Object.fromEntries(
      Array.from({ length: 260 }, (_, i) => [
        `m/f${i}.ts`,
        `import "@langchain/core/messages"; export const f${i} = 1;`,
      ]),
    );
    const found = sites(
      auditText({
        ...many,
        "kinds/vendor.ts": `export enum Vendor { A = "a" }`,
        "kinds/index.ts": `export * from "./vendor";`,
        "types.ts": `import { Vendor } from "./kinds"; import type { ChatOpenAI } from "@langchain/openai"; type ByVendor = { [Vendor.A]: ChatOpenAI }; export type Llm = ByVendor[Vendor];`,
        "run.ts": `import type { Llm } from "./types"; import { HumanMessage } from "@langchain/core/messages"; export const go = (llm: Llm) => llm.invoke([new HumanMessage("x")]);`,
      }),
      "llm.invoke",
    );
    expect(found).toHaveLength(1);
  });

  it("through a lambda around a model, in a chain and with other settings", () => {
    expect(
      count(
        `${M} import { RunnableLambda, RunnableSequence } from "@langchain/core/runnables"; const llm = new ChatOpenAI({}); const ask = new RunnableLambda({ func: async (x: string) => llm.invoke("y" + x) }).withConfig({}); const tidy = RunnableLambda.from((x: any) => x); const both = RunnableSequence.from([ask, tidy]);
        export const go = () => [ask.invoke("x"), both.invoke("x"), tidy.invoke("x")];`,
      ),
    ).toBe(2);
  });

  it("through a static field and a singleton", () => {
    expect(
      count(
        `${M} export class A { static instance = new A(); llm = new ChatOpenAI({}); } export const go = () => A.instance.llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a lazily made module variable", () => {
    expect(
      count(
        `${M} let llm: any; function get() { if (!llm) llm = new ChatOpenAI({}); return llm; } export const go = () => get().invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through ??=", () => {
    expect(count(`${M} let llm: any; export const go = () => (llm ??= new ChatOpenAI({})).invoke("x");`)).toBe(1);
  });

  it("through a parameter that callers fill", () => {
    expect(
      count(`${M} function ask(llm: any) { return llm.invoke("x"); } export const go = () => ask(new ChatOpenAI({}));`),
    ).toBe(1);
  });

  it("through an options object that callers fill", () => {
    expect(
      count(
        `${M} function ask({ llm }: any) { return llm.invoke("x"); } export const go = () => ask({ llm: new ChatOpenAI({}) });`,
      ),
    ).toBe(1);
  });

  it("through a constructor's parameter property", () => {
    expect(
      count(
        `${M} class A { constructor(private llm: any) {} go() { return this.llm.invoke("x"); } } export const a = new A(new ChatOpenAI({}));`,
      ),
    ).toBe(1);
  });

  it("through a constructor's assignment", () => {
    expect(
      count(
        `${M} class A { llm; constructor(llm: any) { this.llm = llm; } go() { return this.llm.invoke("x"); } } export const a = new A(new ChatOpenAI({}));`,
      ),
    ).toBe(1);
  });

  it("through super and an inherited field", () => {
    expect(
      count(
        `${M} class Base { constructor(protected llm: any) {} } class A extends Base { constructor() { super(new ChatOpenAI({})); } go() { return this.llm.invoke("x"); } } export const a = new A();`,
      ),
    ).toBe(1);
  });

  it("through a closure", () => {
    expect(
      count(`${M} const make = (llm: any) => () => llm.invoke("x"); export const go = make(new ChatOpenAI({}));`),
    ).toBe(1);
  });

  it("through a conditional chain of structured models", () => {
    expect(
      count(
        `${M} const llm = new ChatOpenAI({}); export const go = (json: boolean) => { const target: any = json ? llm.withStructuredOutput({}) : llm; return target.invoke("x"); };`,
      ),
    ).toBe(1);
  });

  it("through destructuring of what a function returns", () => {
    expect(
      count(
        `${M} function setup(): any { return { llm: new ChatOpenAI({}), n: 1 }; } const { llm } = setup(); export const go = () => llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through an awaited promise kept in a variable", () => {
    expect(
      count(
        `${M} const ready: Promise<any> = Promise.resolve(new ChatOpenAI({})); export const go = async () => (await ready).invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a decorator of an own class that keeps the type", () => {
    expect(
      count(
        `import { Injectable } from "@nestjs/common"; ${M} @Injectable() export class A { private readonly llm: ChatOpenAI; constructor() { this.llm = new ChatOpenAI({}); } go() { return this.llm.invoke("x"); } }`,
      ),
    ).toBe(1);
  });

  it("through a generic holder", () => {
    expect(
      count(
        `${M} class Box<T> { constructor(readonly value: T) {} } const box = new Box(new ChatOpenAI({})); export const go = () => box.value.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a Proxy", () => {
    expect(count(`${M} const llm = new Proxy(new ChatOpenAI({}), {}); export const go = () => llm.invoke("x");`)).toBe(
      1,
    );
  });

  it("through Object.freeze and satisfies", () => {
    expect(
      count(
        `${M} const deps = Object.freeze({ llm: new ChatOpenAI({}) } satisfies { llm: ChatOpenAI }); export const go = () => deps.llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through an array's find", () => {
    expect(
      count(
        `${M} const all = [{ id: "a", llm: new ChatOpenAI({}) }]; export const go = (id: string) => all.find((x) => x.id === id)!.llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a switch in a factory with a declared base type", () => {
    expect(
      count(
        `import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; ${M} function make(kind: string): BaseChatModel { switch (kind) { case "o": return new ChatOpenAI({}); default: throw new Error("unknown"); } } export const go = () => make("o").invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a table of factories", () => {
    expect(
      count(
        `${M} const factories: Record<string, () => any> = { openai: () => new ChatOpenAI({}) }; export const go = (k: string) => factories[k]!().invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a dynamic import in a factory", () => {
    expect(
      count(
        `async function make(): Promise<any> { const { ChatOpenAI } = await import("@langchain/openai"); return new ChatOpenAI({}); } export const go = async () => (await make()).invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through a module-level promise with .then", () => {
    expect(
      count(`${M} export const go = () => Promise.resolve(new ChatOpenAI({})).then((llm) => llm.invoke("x"));`),
    ).toBe(1);
  });

  it("through a default parameter", () => {
    expect(count(`${M} export const go = (llm = new ChatOpenAI({})) => llm.invoke("x");`)).toBe(1);
  });

  it("through config.configurable", () => {
    expect(
      count(
        `${M} const config = { configurable: { llm: new ChatOpenAI({}) as any } }; export const go = () => config.configurable.llm.invoke("x");`,
      ),
    ).toBe(1);
  });

  it("through JavaScript with JSDoc types", () => {
    expect(
      sites(
        auditText({
          "a.js": `/** @param {import("@langchain/openai").ChatOpenAI} llm */ export const go = (llm) => llm.invoke("x");`,
        }),
        "invoke",
      ),
    ).toHaveLength(1);
  });

  it("through a type predicate and instanceof", () => {
    expect(
      count(
        `${M} export const go = (x: unknown) => { if (x instanceof ChatOpenAI) return x.invoke("x"); return null; };`,
      ),
    ).toBe(1);
  });

  it("to nothing where nothing is known", () => {
    expect(
      count(
        `import type { BaseMessage } from "@langchain/core/messages"; export const go = (thing: any) => thing.invoke("x");`,
      ),
    ).toBe(0);
  });
});
