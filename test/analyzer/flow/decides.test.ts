import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";
import { picked } from "../../harness/desk-text.ts";

const G = `import { StateGraph, Annotation, Command, MessagesAnnotation, START, END, interrupt } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const llm = new ChatOpenAI({}); const S = Annotation.Root({ ...MessagesAnnotation.spec, verdict: Annotation<any>(), plan: Annotation<string[]>(), tries: Annotation<number>() }); type T = typeof S.State;
const work = async (s: T): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });`;
/** A check between writing and what follows: `ask` is its schema, `body` what it does, `edges` where it leads. */
const check = (schema: string, body: string, edges: string) =>
  site(
    auditText(`${G} const judge = llm.withStructuredOutput(z.object({ ${schema} })); async function check(s: T): Promise<any> { const d = await judge.invoke(s.messages); ${body} }
    export const app = new StateGraph(S).addNode("write", work).addNode("check", check).addNode("publish", work).addNode("rewrite", work).addEdge(START, "write").addEdge("write", "check")${edges}.compile();`),
    "a.ts",
    "judge.invoke",
  );

const GATE = { classification: "routing-only", decides: "gate", replaceability: "keep", targets: [] };

describe("a gate is judgement that ends at an edge, never a lookup:", () => {
  it("approved or not", () => {
    expect(
      check(
        `ok: z.boolean()`,
        `return { verdict: d.ok };`,
        `.addConditionalEdges("check", (s: T) => (s.verdict ? "publish" : "write"), ["publish", "write"])`,
      ),
    ).toMatchObject(GATE);
  });

  it("yes or no in an enum, onto two nodes that run models", () => {
    expect(
      check(
        `relevant: z.enum(["yes", "no"])`,
        `return { verdict: d.relevant };`,
        `.addConditionalEdges("check", (s: T) => (s.verdict === "yes" ? "publish" : "rewrite"), ["publish", "rewrite"])`,
      ),
    ).toMatchObject(GATE);
  });

  it("go on or stop", () => {
    expect(
      check(
        `next: z.enum(["continue", "stop"])`,
        `return { verdict: d.next };`,
        `.addConditionalEdges("check", (s: T) => s.verdict, { continue: "write", stop: END })`,
      ),
    ).toMatchObject(GATE);
  });

  it("approve or revise, by Command", () => {
    expect(
      check(
        `verdict: z.enum(["approve", "revise"])`,
        `return new Command({ goto: d.verdict === "approve" ? "publish" : "rewrite" });`,
        `.addEdge("publish", END).addEdge("rewrite", "check")`,
      ),
    ).toMatchObject(GATE);
  });

  it("a score against a threshold", () => {
    expect(
      check(
        `score: z.number()`,
        `return { verdict: d.score };`,
        `.addConditionalEdges("check", (s: T) => (s.verdict >= 7 ? "publish" : "rewrite"), ["publish", "rewrite"])`,
      ),
    ).toMatchObject(GATE);
  });

  it("escalate to a person or not", () => {
    expect(
      check(
        `escalate: z.boolean()`,
        `if (d.escalate) { return new Command({ goto: "rewrite" }); } return new Command({ goto: "publish" });`,
        `.addEdge("publish", END)`,
      ),
    ).toMatchObject(GATE);
  });

  it("safe or unsafe in a model's word", () => {
    const audit =
      auditText(`${G} async function guard(s: T): Promise<any> { const r = await llm.invoke(["safe or unsafe?", ...s.messages]); return { verdict: (r.content as string).toLowerCase().includes("unsafe") }; }
      export const app = new StateGraph(S).addNode("guard", guard).addNode("answer", work).addNode("refuse", work).addEdge(START, "guard").addConditionalEdges("guard", (s: T) => (s.verdict ? "refuse" : "answer"), ["refuse", "answer"]).compile();`);
    expect(site(audit, "a.ts", "safe or unsafe")).toMatchObject({
      classification: "routing-only",
      decides: "gate",
      replaceability: "keep",
    });
  });

  it("retry or not in a loop", () => {
    expect(
      check(
        `good: z.boolean()`,
        `return { verdict: d.good, tries: (s.tries ?? 0) + 1 };`,
        `.addConditionalEdges("check", (s: T) => (s.verdict || s.tries > 3 ? END : "write"), ["write", END])`,
      ),
    ).toMatchObject(GATE);
  });

  it("a grade whose comment goes to the writer is mixed", () => {
    expect(
      check(
        `ok: z.boolean(), comment: z.string()`,
        `return { verdict: d.ok, messages: [d.comment] };`,
        `.addConditionalEdges("check", (s: T) => (s.verdict ? "publish" : "write"), ["publish", "write"])`,
      ).classification,
    ).toBe("mixed");
  });
});

describe("a target is a choice among agents:", () => {
  const NEXT = `const d = await picker.invoke(s.messages);`;

  it("labels equal to the nodes' names", () => {
    expect(picked(`${NEXT} return { next: d.next };`)).toMatchObject({
      decides: "target",
      replaceability: "rewrite",
      targets: ["fares", "hotels", "visas"],
    });
  });

  it("labels that a path map leads to the nodes", () => {
    const picker = `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["PRICE", "STAY", "PAPERS", "FINISH"]) }))`;
    expect(
      picked(`${NEXT} return { next: d.next };`, {
        picker,
        map: `, { PRICE: "fares", STAY: "hotels", PAPERS: "visas", FINISH: END }`,
      }),
    ).toMatchObject({ decides: "target", replaceability: "rewrite", targets: ["fares", "hotels", "visas"] });
  });

  it("labels that a table of constants leads to the nodes", () => {
    const parts = {
      picker: `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["PRICE", "STAY"]) }))`,
      top: `const TO = { PRICE: "fares", STAY: "hotels" } as const;`,
      route: `(s: S) => TO[s.next as keyof typeof TO] ?? END`,
      map: `, ["fares", "hotels", "visas", END]`,
    };
    expect(picked(`${NEXT} return { next: d.next };`, parts)).toMatchObject({ decides: "target" });
  });

  it("by Command with goto", () => {
    const graph = `const graph = new StateGraph(State).addNode("pick", pick, { ends: ["fares", "hotels", "visas", END] }).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas).addEdge(START, "pick").addEdge("fares", "pick").addEdge("hotels", "pick").addEdge("visas", "pick");`;
    const text = `${NEXT} return new Command({ goto: d.next === "done" ? END : d.next });`;
    expect(picked(text, { graph })).toMatchObject({
      classification: "routing-only",
      decides: "target",
      targets: ["fares", "hotels", "visas"],
    });
  });

  it("with members spread into the enum", () => {
    const parts = {
      top: "",
      picker: `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum([END, ...(["fares", "hotels", "visas"] as const)]) }))`,
      map: "",
    };
    expect(picked(`${NEXT} return { next: d.next };`, parts)).toMatchObject({
      decides: "target",
      targets: ["fares", "hotels", "visas"],
    });
  });

  it("by a schema in JSON", () => {
    const picker = `new ChatOpenAI({}).withStructuredOutput({ title: "route", type: "object", properties: { next: { type: "string", enum: ["fares", "hotels", "visas", "done"] } }, required: ["next"] })`;
    expect(picked(`${NEXT} return { next: d.next };`, { picker })).toMatchObject({
      decides: "target",
      replaceability: "rewrite",
    });
  });

  it("with a fallback for a failure", () => {
    expect(picked(`try { ${NEXT} return { next: d.next }; } catch { return { next: "done" }; }`)).toMatchObject({
      decides: "target",
      replaceability: "rewrite",
    });
  });

  it("is not to be rewritten when the answer also decides whether something with an effect runs", () => {
    const top = `import { charge } from "./billing";`;
    const found = picked(`${NEXT} if (d.next === "fares") await charge(); return { next: d.next };`, { top });
    expect(found.replaceability).toBe("keep");
  });

  it("is not to be rewritten when two labels lead to one agent", () => {
    const found = picked(`${NEXT} return { next: d.next };`, {
      picker: `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["cheap", "fast", "stay"]) }))`,
      map: `, { cheap: "fares", fast: "fares", stay: "hotels" }`,
    });
    expect(found).toMatchObject({ classification: "routing-only", replaceability: "keep" });
  });

  it("is not to be rewritten when a free text is handed to the edge as it comes", () => {
    const found = picked(`const r = await picker.invoke(s.messages); return { next: r.content as string };`, {
      picker: `new ChatOpenAI({})`,
      map: "",
    });
    expect(found.classification).toBe("routing-only");
    expect(found.replaceability).toBe("keep");
  });
});

describe("an order is a list of agents that code works off:", () => {
  const PLAN = `const planner = llm.withStructuredOutput(z.object({ order: z.array(z.enum(["a", "b", "c"])) }));
    const plan = async (s: T) => ({ plan: (await planner.invoke(s.messages)).order }); const step = async (s: T) => ({ plan: s.plan.slice(1) });`;

  it("is never to be rewritten", () => {
    const audit = auditText(
      `${G} ${PLAN} export const app = new StateGraph(S).addNode("plan", plan).addNode("step", step).addNode("a", work).addNode("b", work).addNode("c", work).addEdge(START, "plan").addEdge("plan", "step").addConditionalEdges("step", (s: T) => s.plan[0] ?? END, ["a", "b", "c", END]).addEdge("a", "step").addEdge("b", "step").addEdge("c", "step").compile();`,
    );
    expect(site(audit, "a.ts", "planner.invoke").replaceability).toBe("keep");
  });

  it("with texts that go to the workers is mixed or reasoning, not routing-only", () => {
    const audit =
      auditText(`${G} const planner = llm.withStructuredOutput(z.object({ steps: z.array(z.object({ agent: z.enum(["a", "b"]), task: z.string() })) })); const plan = async (s: T) => ({ plan: (await planner.invoke(s.messages)).steps as any });
      const does = async (s: T) => ({ messages: [await llm.invoke((s.plan[0] as any).task)], plan: s.plan.slice(1) }); export const app = new StateGraph(S).addNode("plan", plan).addNode("a", does).addNode("b", does).addEdge(START, "plan").addConditionalEdges("plan", (s: T) => (s.plan[0] as any)?.agent ?? END, ["a", "b", END]).addConditionalEdges("a", (s: T) => (s.plan[0] as any)?.agent ?? END, ["a", "b", END]).addConditionalEdges("b", (s: T) => (s.plan[0] as any)?.agent ?? END, ["a", "b", END]).compile();`);
    expect(["mixed", "reasoning"]).toContain(site(audit, "a.ts", "planner.invoke").classification);
  });
});
