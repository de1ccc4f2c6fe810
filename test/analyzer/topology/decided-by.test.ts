import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";
import { desk } from "../../harness/desk-text.ts";

const ASK = `const d = await picker.invoke(s.messages); return { next: d.next };`;
const by = (pick: string, parts: Parameters<typeof desk>[1] = {}) => app(auditText(desk(pick, parts))).conductor?.by;

describe("what a conductor's choice comes from", () => {
  it("its own model call", () => {
    expect(by(ASK)).toBe("model");
  });

  it("its own model call, unless code is done before or takes another way", () => {
    expect(by(`if (s.messages.length > 9) return { next: "done" }; ${ASK}`)).toBe("model-at-times");
    expect(
      by(
        `let next = "fares"; if (s.messages.length < 2) next = (await picker.invoke(s.messages)).next; return { next };`,
      ),
    ).toBe("model-at-times");
    expect(by(`try { ${ASK} } catch { return { next: "done" }; }`)).toBe("model");
  });

  it("the model call of a function that it calls, unless that one or code around is done before", () => {
    const top = (body: string) => ({ top: `const ask = async (s: S) => { ${body} };` });
    const call = `return { next: await ask(s) };`;
    const model = `return (await picker.invoke(s.messages)).next;`;
    expect(by(call, top(model))).toBe("model");
    expect(by(call, top(`if (!s.messages.length) return "done"; ${model}`))).toBe("model-at-times");
    expect(by(`if (!s.messages.length) return { next: "done" }; ${call}`, top(model))).toBe("model-at-times");
    const again = `const again = async (run: () => Promise<any>) => { for (;;) try { return await run(); } catch {} };`;
    expect(by(call, top(`${again} return again(async () => (await picker.invoke(s.messages)).next);`))).toBe("model");
  });

  it("code", () => {
    expect(by(`return { next: s.messages.length > 3 ? "fares" : "hotels" };`)).toBe("code");
  });

  it("code, beside a model whose answer is its work", () => {
    const parts = {
      channels: `failed: Annotation<boolean>()`,
      route: `(s: S) => (s.failed ? "fares" : "hotels")`,
      map: "",
    };
    expect(by(`return { messages: [await worker.invoke(s.messages)] };`, parts)).toBe("code-beside-model");
  });

  it("code, by what the model of another node said", () => {
    const parts = {
      channels: `wish: Annotation<string>()`,
      fares: `const d = await picker.invoke(s.messages); return { wish: d.next, messages: [new AIMessage(d.reason)] };`,
      route: `(s: S) => s.wish`,
    };
    expect(by(`return {};`, parts)).toBe("other-model");
  });

  it("code, by what the caller of an own wrapper asks: that call is named, not the one in the wrapper", () => {
    const audit = auditText({
      "a-llm.ts": `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export class Llm { async ask(q: string) { const r = await m.invoke(q); return r.content as string; } } export const llm = new Llm();`,
      "b.ts": `import { StateGraph, Annotation, START, END } from "@langchain/langgraph"; import { llm } from "./a-llm";
        const S = Annotation.Root({ q: Annotation<string>(), wish: Annotation<string>(), said: Annotation<string>() }); type T = typeof S.State;
        const plan = async (s: T) => { const d = JSON.parse(await llm.ask("plan " + s.q)); return { wish: d.next, said: d.why }; };
        const work = async (s: T) => ({ said: await llm.ask("work " + s.said) });
        export const app = new StateGraph(S).addNode("plan", plan).addNode("route", async () => ({})).addNode("a", work).addNode("b", work).addEdge(START, "plan").addEdge("plan", "route")
          .addConditionalEdges("route", (s: T) => s.wish, { a: "a", b: "b", done: END }).addEdge("a", "plan").addEdge("b", "plan").compile();
        export const go = async (q: string) => (await app.invoke({ q })).said;`,
    });
    const [reason] = app(audit).verdict.reasons;
    expect(reason).toContain("by what the model call at b.ts:3 said");
  });

  it("code, where what its own model says chooses only after another node", () => {
    const parts = {
      channels: `wish: Annotation<string>()`,
      fares: `return { next: (await worker.invoke(s.messages)).content === "more" ? "hotels" : "visas" };`,
      graph: `
const graph = new StateGraph(State)
  .addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas)
  .addEdge(START, "pick")
  .addConditionalEdges("pick", (s: S) => s.next)
  .addConditionalEdges("fares", (s: S) => s.wish, { fares: "hotels", hotels: "visas", visas: "pick", done: END })
  .addEdge("hotels", "pick").addEdge("visas", "pick");`,
    };
    const asked = `const d = await picker.invoke(s.messages); return { wish: d.next, messages: [new AIMessage(d.reason)] };`;
    const found = app(auditText(desk(asked, parts)));
    expect(found.conductor).toMatchObject({ node: "pick", by: "other-model" });
    expect(found.verdict.reasons.at(-1)).toMatch(
      /^Code decides what runs next, by what the model call at a\.ts:\d+ said/,
    );
  });

  it("a model in a graph that the conductor runs", () => {
    const parts = {
      top: `const inner = new StateGraph(State).addNode("ask", async (s: S) => ({ next: (await picker.invoke(s.messages)).next })).addEdge(START, "ask").compile();`,
    };
    const audit = auditText(desk(`const r = await inner.invoke(s); return { next: r.next };`, parts));
    expect(audit.apps.find((it) => it.conductor?.node === "pick")?.conductor?.by).toBe("inner-model");
  });
});
