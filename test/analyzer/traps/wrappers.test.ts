import { describe, expect, it } from "vitest";
import { auditText, site, sites } from "../../harness/audit-text.ts";
import { desk, picked } from "../../harness/desk-text.ts";

const LLM = `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});`;

describe("a project's own wrapper", () => {
  it("with an options object and a call inside timed(() => …) is followed", () => {
    const audit = auditText({
      "llm.ts": `${LLM} async function timed<T>(f: () => Promise<T>) { const t = Date.now(); const r = await f(); console.log(Date.now() - t); return r; }
        export async function ask(opts: { system: string; human: string }) { const { system, human } = opts; return timed(() => m.invoke([system, human])); }`,
      "a.ts": `import { ask } from "./llm"; export async function answer(q: string) { const r = await ask({ system: "s", human: q }); return r.content; }`,
    });
    expect(sites(audit).map((s) => s.file)).toContain("a.ts");
    expect(site(audit, "a.ts", "ask(")).toMatchObject({ runs: "wrapper", classification: "reasoning" });
  });

  it("is classified per caller: one only routes, the other answers", () => {
    const audit = auditText({
      "llm.ts": `${LLM} export async function ask(prompt: string): Promise<string> { const r = await m.invoke(prompt); return r.content as string; }`,
      "a.ts": `import { StateGraph, Annotation, START, END } from "@langchain/langgraph"; import { ask } from "./llm";
        const S = Annotation.Root({ q: Annotation<string>(), answer: Annotation<string>() }); type T = typeof S.State;
        const left = async (s: T) => ({ answer: await ask("left " + s.q) }); const right = async (s: T) => ({ answer: await ask("right " + s.q) });
        const choose = async (s: T) => { const w = await ask("which? " + s.q); return w.includes("left") ? "left" : "right"; };
        const app = new StateGraph(S).addNode("left", left).addNode("right", right).addConditionalEdges(START, choose, ["left", "right"]).addEdge("left", END).addEdge("right", END).compile();
        export const go = async (q: string) => (await app.invoke({ q })).answer;`,
    });
    expect(site(audit, "a.ts", `"which? "`).classification).toBe("routing-only");
    expect(site(audit, "a.ts", `"left "`).classification).toBe("reasoning");
  });

  it("is followed where it is handed the model as well, in a function of a library; not where it is handed a chain", () => {
    const of = (type: string, given: string) =>
      sites(
        auditText({
          "llm.ts": `import { AsyncLocalStorage } from "node:async_hooks"; import type { BaseChatModel } from "@langchain/core/language_models/chat_models"; import type { Runnable } from "@langchain/core/runnables"; const asked = new AsyncLocalStorage<{ id?: string }>();
            export async function ask(m: ${type}, messages: any) { const kept = { id: undefined as string | undefined }; const response = await asked.run(kept, () => m.invoke(messages)); return { response, id: kept.id }; }`,
          "a.ts": `${LLM} import { ask } from "./llm"; import { ChatPromptTemplate } from "@langchain/core/prompts"; const chain = ChatPromptTemplate.fromTemplate("Say {x}").pipe(m);
            export const one = async () => { const { response } = await ask(${given}, ["a"]); return response.content; };`,
        }),
      ).map((it) => `${it.file} ${it.runs}`);
    expect(of("BaseChatModel", "m")).toEqual(["a.ts wrapper", "llm.ts model"]);
    expect(of("Runnable", "chain")).toEqual(["llm.ts model"]);
  });

  it("is followed where it is watched or exported by a list", () => {
    const of = (ask: string) =>
      sites(
        auditText({
          "llm.ts": `${LLM} import { traceable } from "langsmith/traceable"; const ask = ${ask}; export { ask };`,
          "a.ts": `import { ask } from "./llm"; export const one = async (q: string) => (await ask(q)).content;`,
        }),
        "ask(",
      ).map((it) => `${it.file} ${it.runs}`);
    expect(of(`async (q: string) => m.invoke(q)`)).toEqual(["a.ts wrapper"]);
    expect(of(`traceable((q: string) => m.invoke(q), { name: "ask" })`)).toEqual(["a.ts wrapper"]);
    expect(of(`other((q: string) => m.invoke(q)); declare function other(f: any): (q: string) => any`)).toEqual([]);
  });

  it("asks what an object of its caller's makes, with a model of its caller's: each caller is a site, and none above it", () => {
    const audit = auditText({
      "ask.js": `export class Desk { async ask({ make, plan, request }) { const model = await make(); const messages = plan.messages(request); const answer = await model.invoke(messages); return plan.read(answer.content); } } export const desk = new Desk();`,
      "plans.js": `export const sum = { messages: (r) => [{ role: "system", content: "You sum up what a customer has said in one line, without names." }, { role: "user", content: r.text }], read: (text) => text.trim() };
        export const move = { messages: (r) => [{ role: "system", content: "You translate what a customer has said, and say nothing else." }, { role: "user", content: r.text }], read: (text) => ({ text }) };`,
      "a.js": `${LLM} import { desk } from "./ask"; import { sum, move } from "./plans"; const make = async () => m;
        export async function summed(text) { return desk.ask({ make, plan: sum, request: { text } }); }
        export async function moved(text) { const { text: said } = await desk.ask({ make, plan: move, request: { text } }); return said; }`,
      "b.js": `import { summed } from "./a"; export const line = async (text) => summed(text);`,
    });
    expect(sites(audit).map((s) => `${s.file} ${s.runs}`)).toEqual(["a.js wrapper", "a.js wrapper", "ask.js model"]);
  });

  it("that only its own file calls is a part of its caller, whether exported or not", () => {
    const text = `${LLM} export async function ask(q: string) { return m.invoke(q); } export async function answer(q: string) { const r = await ask("short: " + q); return r.content; }`;
    const count = (texts: Record<string, string>) => sites(auditText(texts)).length;
    expect(count({ "a.ts": text })).toBe(1);
    expect(count({ "a.ts": text.replace("export async function ask", "async function ask") })).toBe(1);
    expect(count({ "a.ts": text, "b.ts": `import { ask } from "./a"; export const more = () => ask("b");` })).toBe(3);
  });

  it("is none where a helper of its own adds a prompt that a constant holds: the call is one site, in it", () => {
    const files = (system: string) => ({
      "agent.ts": `${LLM} import { SystemMessage, HumanMessage } from "@langchain/core/messages"; const SYSTEM = ${system};
        export default async function sortMail(options: { text: string }) { const r = await m.invoke(build(options)); return r.content as string; }
        function build(options: { text: string }) { return [new SystemMessage(SYSTEM), new HumanMessage(options.text)]; }`,
      "a.ts": `import sortMail from "./agent"; export const go = async (q: string) => sortMail({ text: q });`,
    });
    const places = (system: string) => sites(auditText(files(system))).map((it) => it.file);
    expect(places('"You sort the mail of a shop: say whether it is about an order or a complaint."')).toEqual([
      "agent.ts",
    ]);
    expect(places('"Be brief."')).toEqual(["a.ts", "agent.ts"]);
  });

  it("is followed through a helper of its file that it hands on to, not where it fetched itself what it hands on", () => {
    const of = (body: string) =>
      sites(
        auditText({
          "llm.ts": `async function post(body: unknown) { const r = await fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify(body) }); return (await r.json()).choices[0].message.content as string; }
            declare const db: { find(id: string): Promise<string[]> };
            export async function ask(req: { system: string; id: string }) { ${body} return await post(asked); }`,
          "a.ts": `import { ask } from "./llm"; export const one = async (q: string) => await ask({ system: q, id: "1" });`,
        }),
      ).map((it) => it.file);
    expect(of(`const messages = [{ role: "system", content: req.system }]; const asked = { messages };`)).toEqual([
      "a.ts",
      "llm.ts",
    ]);
    expect(of(`const messages = await db.find(req.id); const asked = { messages };`)).toEqual(["llm.ts"]);
  });

  it("is none where its chain begins with a written prompt, or its agent's record has one", () => {
    const of = (llm: string) =>
      sites(
        auditText({
          "llm.ts": llm,
          "a.ts": `import { ask } from "./llm"; export const one = async (q: string) => await ask(q);`,
        }),
      ).map((it) => it.file);
    const template = `${LLM} import { ChatPromptTemplate } from "@langchain/core/prompts";`;
    const written = `ChatPromptTemplate.fromTemplate("Write a short title for this question: {q}")`;
    const asks = `export async function ask(q: string) { const r = await chain.invoke({ q }); return r.content; }`;
    expect(of(`${template} const chain = ${written}.pipe(m); ${asks}`)).toEqual(["llm.ts"]);
    expect(of(`${template} const title = ${written}; const chain = title.pipe(m); ${asks}`)).toEqual(["llm.ts"]);
    expect(of(`${template} const chain = ChatPromptTemplate.fromTemplate("{q}").pipe(m); ${asks}`)).toContain("a.ts");
    const told = (text: string) =>
      `${LLM} const agent = { told: \`${text}\` }; export async function ask(q: string) { return (await m.invoke([agent.told, q])).content; }`;
    expect(of(told("You are a clerk. ".repeat(20)))).toEqual(["llm.ts"]);
    expect(of(told("clerk"))).toContain("a.ts");
  });

  it("class with an own invoke is a site at its caller", () => {
    const audit = auditText(
      `${LLM} class Llm { async invoke(x: string) { const r = await m.invoke(x); return r.content as string; } } const own = new Llm(); export const go = async () => own.invoke("x");`,
    );
    expect(site(audit, "a.ts", "own.invoke")).toMatchObject({ runs: "wrapper", classification: "reasoning" });
  });

  it("class with an own stream generator is a site at its caller", () => {
    const audit = auditText(
      `${LLM} class Llm { async *stream(x: string) { for await (const c of await m.stream(x)) yield c.content; } } const own = new Llm(); export async function* go() { yield* own.stream("x"); }`,
    );
    expect(sites(audit, "own.stream")).toHaveLength(1);
  });

  it("behind the project's own interface is followed to its implementation", () => {
    const audit = auditText({
      "port.ts": `export interface Llm { complete(prompt: string): Promise<string>; }`,
      "impl.ts": `import type { Llm } from "./port"; ${LLM} export class OpenAiLlm implements Llm { async complete(prompt: string) { return (await m.invoke(prompt)).content as string; } }`,
      "a.ts": `import type { Llm } from "./port"; export class Answerer { constructor(private llm: Llm) {} async answer(q: string) { return this.llm.complete(q); } }`,
      "main.ts": `import { OpenAiLlm } from "./impl"; import { Answerer } from "./a"; export const a = new Answerer(new OpenAiLlm());`,
    });
    expect(sites(audit, "this.llm.complete", "a.ts")).toHaveLength(1);
  });

  it("of a wrapper is followed as well", () => {
    const audit = auditText({
      "llm.ts": `${LLM} export const raw = (p: string) => m.invoke(p);`,
      "ask.ts": `import { raw } from "./llm"; export async function ask(p: string) { const r = await raw("Be short. " + p); return r.content as string; }`,
      "a.ts": `import { ask } from "./ask"; export const go = async (q: string) => ({ answer: await ask(q) });`,
    });
    expect(sites(audit, "ask(q)", "a.ts")).toHaveLength(1);
  });

  it("round a routing decision gives a routing-only caller in a node", () => {
    const top = `async function ask(messages: any[]) { return picker.invoke(messages); }`;
    const audit = auditText(desk(`const d = await ask(s.messages); return { next: d.next };`, { top }));
    const found = sites(audit).filter((s) => s.expr.startsWith("ask(") || s.expr.startsWith("picker."));
    expect(found.map((s) => s.classification)).toContain("routing-only");
    expect(found.every((s) => s.classification === "routing-only")).toBe(true);
  });

  it("that does not return the result is no site at its callers", () => {
    const audit = auditText(
      `${LLM} async function warm(x: string): Promise<void> { await m.invoke(x); } export const go = () => warm("x");`,
    );
    expect(sites(audit).map((s) => s.expr)).toEqual(["m.invoke(x)"]);
  });

  it("round fetch to a chat endpoint is followed", () => {
    const audit = auditText({
      "llm.ts": `export async function chat(messages: any[]) { const r = await fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify({ messages }) }); const j = await r.json(); return j.choices[0].message.content; }`,
      "a.ts": `import { chat } from "./llm"; export const go = async (q: string) => ({ text: await chat([q]) });`,
    });
    expect(sites(audit, "fetch", "llm.ts")).toHaveLength(1);
    expect(sites(audit, "chat(", "a.ts")).toHaveLength(1);
  });
});

describe("a bound or aliased method", () => {
  it("bound to its model is a site where it is called", () => {
    const audit = auditText(
      `${LLM} const go = m.invoke.bind(m); export const f = async () => (await go("x")).content;`,
    );
    expect(site(audit, "a.ts", `go("x")`).classification).toBe("reasoning");
  });

  it("kept in a class field is a site where it is called", () => {
    const audit = auditText(
      `${LLM} export class A { private run = m.invoke.bind(m); async ask(q: string) { return (await this.run(q)).content; } }`,
    );
    expect(sites(audit, "this.run")).toHaveLength(1);
  });

  it("wrapped in an arrow is one site", () => {
    const audit = auditText(
      `${LLM} const go = (x: string) => m.invoke(x); export const f = async () => (await go("x")).content;`,
    );
    expect(sites(audit, "m.invoke")).toHaveLength(1);
  });

  it("destructured from a vendor's client is a site where it is called", () => {
    const audit = auditText(
      `import OpenAI from "openai"; const { chat } = new OpenAI(); export const f = async () => (await chat.completions.create({ model: "x", messages: [] })).choices[0].message.content;`,
    );
    expect(sites(audit, "chat.completions.create")).toHaveLength(1);
  });

  it("patched on an agent still runs the agent", () => {
    const audit = auditText(
      `import { createReactAgent } from "@langchain/langgraph/prebuilt"; ${LLM} const agent = createReactAgent({ llm: m, tools: [] }); const old = agent.invoke.bind(agent); agent.invoke = async (x: any) => { const r = await old(x); console.log(r); return r; }; export const f = async () => (await agent.invoke({ messages: [] })).messages;`,
    );
    expect(sites(audit, "agent.invoke(").length).toBe(1);
    expect(sites(audit, "old(x)").length).toBe(1);
  });

  it("of a picker still only routes", () => {
    expect(
      picked(`const go = picker.invoke.bind(picker); const d = await go(s.messages); return { next: d.next };`, {
        end: `export const app = graph.compile(); export const extra = () => picker.invoke("ping");`,
      }).classification,
    ).toBe("reasoning");
    const audit = auditText(
      desk(`const go = picker.invoke.bind(picker); const d = await go(s.messages); return { next: d.next };`),
    );
    expect(site(audit, "a.ts", "go(s.messages)").classification).toBe("routing-only");
  });

  it("that a factory makes is called where it is called, not where it is made", () => {
    const audit = auditText({
      "make.ts": `${LLM} export function makeAsk(extra: string) { const chain = m.withConfig({}); return async (q: string) => { const r = await chain.invoke(q + extra); return r.content; }; }`,
      "a.ts": `import { makeAsk } from "./make"; export async function answer(q: string) { const ask = makeAsk("!"); return ask(q); }`,
    });
    expect(sites(audit, "", "a.ts").map((s) => s.expr)).toEqual(["ask(q)"]);
  });
});
