import { describe, expect, it } from "vitest";
import { app, auditText, site, sites } from "../../harness/audit-text.ts";
import { classOfPick, desk, picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;
const G = `import { StateGraph, Annotation, Command, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});`;

describe("hard cases", () => {
  it("an agent got by calling a parameter and cast to { invoke: Function } is found", () => {
    const audit =
      auditText(`import { createReactAgent } from "@langchain/langgraph/prebuilt"; ${G} type Make = () => unknown; const run = (make: Make) => async (s: any) => { const agent = make(); return (agent as { invoke: Function }).invoke(s); };
      export const node = run(() => createReactAgent({ llm, tools: [] }));`);
    expect(sites(audit, ".invoke(s)")).toHaveLength(1);
  });

  it("parameters typed as a union of an executor and a sequence are found", () => {
    const audit = auditText(
      `import { AgentExecutor } from "langchain/agents"; import { RunnableSequence } from "@langchain/core/runnables"; export const go = async (x: AgentExecutor | RunnableSequence, q: string) => (await x.invoke({ input: q })).output;`,
    );
    expect(sites(audit, "x.invoke")).toHaveLength(1);
  });

  it("nodes from a dynamic import are dynamic or unknown, never guessed", () => {
    const audit = auditText(
      `${G} export async function build(path: string) { const mod = await import(path); return new StateGraph(MessagesAnnotation).addNode("a", mod.node).addEdge(START, "a").compile(); }`,
    );
    expect(app(audit).agents).toMatchObject([{ name: "a", kind: "unknown" }]);
  });

  it("user-written code in a sandbox that decides the edge is undetermined or keeps the call", () => {
    const found = picked(
      `${NEXT} const vm: any = await import("node:vm"); return { next: vm.runInNewContext(s.next, { d }) };`,
    );
    expect(["undetermined", "mixed", "reasoning"]).toContain(found.classification);
    expect(found.replaceability).toBe("keep");
  });

  it("a router in a dead graph stays routing-only, and the app is dead", () => {
    const audit = auditText(desk(`${NEXT} return { next: d.next };`, { end: `const app = graph.compile();` }));
    expect(app(audit).dead).toBe(true);
    expect(site(audit, "a.ts", "picker.").classification).toBe("routing-only");
  });

  it("a helper that is exported and never called still has its class by what it returns", () => {
    const audit = auditText(
      `${G} const picker = llm.withStructuredOutput(z.object({ next: z.string() })); export async function choose(q: string) { const r = await picker.invoke(q); return r.next; }`,
    );
    expect(site(audit, "a.ts", "picker.").classification).toBe("reasoning");
  });

  it("a label stored and spread together with a text field is judged by both", () => {
    const parts = {
      channels: `plan: Annotation<any>(),`,
      fares: `return { messages: [await worker.invoke(s.plan.reason)] };`,
      route: `(s: S) => s.plan.next`,
    };
    expect(classOfPick(`${NEXT} return { plan: { ...d, at: 1 } };`, parts)).toBe("mixed");
  });

  it("feedback of a user beside next, in a helper shared by three graphs, does not make the pick mixed", () => {
    const graph = (n: number) =>
      `export const app${n} = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s) => s.next, ["a", "b"]).compile();`;
    const audit =
      auditText(`${G} const picker = llm.withStructuredOutput(z.object({ next: z.enum(["a", "b"]) })); const S = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>(), feedback: Annotation<string>() }); type T = typeof S.State;
      async function choose(s: T, feedback: string) { const d = await picker.invoke([feedback, ...s.messages]); return { next: d.next, feedback }; } const pick = async (s: T) => choose(s, s.feedback ?? "none"); const work = async (s: T) => ({ messages: [await llm.invoke([s.feedback, ...s.messages])] });
      ${graph(1)} ${graph(2)} ${graph(3)}`);
    expect(site(audit, "a.ts", "picker.").classification).toBe("routing-only");
  });

  it("a guardrail inside a tool is not a route", () => {
    const audit = auditText(
      `import { tool } from "@langchain/core/tools"; ${G} const judge = llm.withStructuredOutput(z.object({ safe: z.boolean() })); export const run = tool(async ({ sql }: any) => { const v = await judge.invoke(sql); if (!v.safe) return "refused"; return "ran"; }, { name: "run", schema: z.object({ sql: z.string() }) });`,
    );
    expect(["reasoning", "mixed"]).toContain(site(audit, "a.ts", "judge.").classification);
  });

  it("a name in a file that imports the framework proves nothing where the type is any", () => {
    const found = sites(
      auditText(
        `import type { BaseMessage } from "@langchain/core/messages"; export const go = (retriever: any, store: any, prompt: any) => [retriever.invoke("x"), store.batch([]), prompt.invoke({})];`,
      ),
    );
    expect(found).toEqual([]);
  });

  it("a text existence check in a router is no route", () => {
    const parts = {
      channels: `report: Annotation<string>(),`,
      picker: `new ChatOpenAI({})`,
      route: `(s: S) => { if (!s.report) return "fares"; return "done"; }`,
      fares: `return { messages: [await worker.invoke(s.report)] };`,
    };
    expect(
      classOfPick(`const r = await picker.invoke(s.messages); return { report: r.content as string };`, parts),
    ).toBe("reasoning");
  });

  it("a text compared with a constant in a router is a route", () => {
    const parts = {
      channels: `report: Annotation<string>(),`,
      picker: `new ChatOpenAI({})`,
      route: `(s: S) => (s.report === "NONE" ? "done" : "fares")`,
      fares: `return { messages: [await worker.invoke(s.report)] };`,
    };
    expect(
      classOfPick(`const r = await picker.invoke(s.messages); return { report: r.content as string };`, parts),
    ).toBe("mixed");
  });

  it("a .parse of JSON, of zod and of an SDK are told apart", () => {
    const audit = auditText(
      `import OpenAI from "openai"; import { z } from "zod"; const o = new OpenAI(); const Shape = z.object({ a: z.string() }); export const go = async () => { const r = await o.beta.chat.completions.parse({} as any); return Shape.parse(JSON.parse(r.choices[0].message.content)); };`,
    );
    expect(audit.callSites.map((s) => s.runs)).toEqual(["vendor-sdk"]);
  });

  it("a class with generics and no runnable in it is no model", () => {
    expect(
      auditText(
        `import type { BaseMessage } from "@langchain/core/messages"; class Box<T> { constructor(public x: T) {} invoke() { return this.x; } } export const go = () => new Box<BaseMessage[]>([]).invoke();`,
      ).callSites,
    ).toEqual([]);
  });

  it("nested: a conditional model, picked by ?? or ?:, is a model", () => {
    expect(
      sites(
        auditText(
          `${G} import { ChatAnthropic } from "@langchain/anthropic"; export const go = (x?: ChatOpenAI, big = false) => [(x ?? llm).invoke("a"), (big ? new ChatAnthropic({}) : llm).invoke("b")];`,
        ),
        "invoke",
      ),
    ).toHaveLength(2);
  });

  it("finish in an else branch is part of the same choice", () => {
    expect(
      classOfPick(
        `${NEXT} let next; if (d.next === "done") { next = "done"; } else { next = d.next; } return { next };`,
      ),
    ).toBe("routing-only");
  });

  it("a turn limit beside the label leaves the pick a target", () => {
    const parts = { channels: `turns: Annotation<number>(),`, route: `(s: S) => (s.turns > 3 ? "done" : s.next)` };
    expect(picked(`${NEXT} return { next: d.next, turns: (s.turns ?? 0) + 1 };`, parts)).toMatchObject({
      classification: "routing-only",
      decides: "target",
    });
  });

  it("a fast path by code beside the model leaves the model's call routing-only", () => {
    expect(
      picked(
        `const last = String(s.messages.at(-1)?.content); if (last.includes("visa")) return { next: "visas" }; ${NEXT} return { next: d.next };`,
      ),
    ).toMatchObject({ classification: "routing-only", decides: "target" });
  });

  it("a mixed prompt that repairs a failed parse counts both calls as routing-only", () => {
    const audit = auditText(
      desk(
        `let d = await picker.invoke(s.messages); if (!d?.next) d = await picker.invoke(["again", ...s.messages]); return { next: d.next };`,
      ),
    );
    expect(sites(audit, "picker.").map((s) => s.classification)).toEqual(["routing-only", "routing-only"]);
  });
});
