import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";
import { classOfPick, picked } from "../../harness/desk-text.ts";

const HEAD = `import { StateGraph, Annotation, Command, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; import { AIMessage } from "@langchain/core/messages"; import { tool } from "@langchain/core/tools"; import { z } from "zod";
const llm = new ChatOpenAI({ model: "m" }); const find = tool(async () => "x", { name: "find", schema: z.object({ topic: z.string() }) }); const stop = tool(async () => "x", { name: "stop", schema: z.object({}) });
const agent = createReactAgent({ llm, tools: [find] });`;
const classOf = (text: string, part: string) => site(auditText(`${HEAD}\n${text}`), "a.ts", part).classification;

describe("a list that the model makes", () => {
  const planned = (returned: string, route = `(s: T) => (s.steps.length > 0 ? "work" : END)`) =>
    classOf(
      `const planner = llm.withStructuredOutput(z.object({ steps: z.array(z.string()), note: z.string() }));
      const S = Annotation.Root({ ...MessagesAnnotation.spec, steps: Annotation<string[]>(), text: Annotation<string>() }); type T = typeof S.State;
      const plan = async (s: T) => { const p = await planner.invoke(s.messages); return ${returned}; };
      const work = async (s: T) => ({ messages: [await llm.invoke(s.steps[0]!)], steps: s.steps.slice(1) });
      export const g = new StateGraph(S).addNode("plan", plan).addNode("work", work).addEdge(START, "plan").addConditionalEdges("plan", ${route}).addEdge("work", END).compile();`,
      "planner.invoke",
    );

  it("decides how long the work goes on when a router asks for its length", () => {
    expect(planned(`{ steps: p.steps }`)).toBe("mixed");
  });

  it("decides nothing when it is one element of the list that is counted", () => {
    expect(planned(`{ steps: [p.note] }`)).toBe("reasoning");
  });

  it("is no list where it is a text", () => {
    expect(planned(`{ steps: [], text: p.note }`, `(s: T) => (s.text.length > 0 ? "work" : END)`)).toBe("reasoning");
  });

  it("steers by the closed names in it", () => {
    const text = (
      element: string,
    ) => `const judge = llm.withStructuredOutput(z.object({ redo: z.array(${element}), why: z.string() }));
      const S = Annotation.Root({ ...MessagesAnnotation.spec, jobs: Annotation<any[]>(), why: Annotation<string>() }); type T = typeof S.State;
      const check = async (s: T) => { const v = await judge.invoke(s.messages); const again = new Set(v.redo); return { messages: [new AIMessage(v.why)], jobs: s.jobs.map((j) => (again.has(j.kind) ? { ...j, status: "open" } : j)) }; };
      const work = async (s: T) => ({ messages: [await llm.invoke(s.messages)] });
      export const g = new StateGraph(S).addNode("check", check).addNode("work", work).addEdge(START, "check").addConditionalEdges("check", (s: T) => (s.jobs.some((j) => j.status === "open") ? "work" : END)).addEdge("work", "check").compile();`;
    expect(classOf(text(`z.enum(["intro", "body"])`), "judge.invoke")).toBe("mixed");
    expect(
      classOf(
        text(`z.enum(["intro", "body"])`).replace("z.array(", "(").replace(")), why", ").array()), why"),
        "judge.invoke",
      ),
    ).toBe("mixed");
  });

  it("picks the worker by what kind a step is", () => {
    const text = `const planner = llm.withStructuredOutput(z.object({ steps: z.array(z.object({ kind: z.string(), task: z.string() })) }));
      const S = Annotation.Root({ ...MessagesAnnotation.spec, steps: Annotation<any[]>() }); type T = typeof S.State;
      const ask = async (task: string) => (await agent.invoke({ messages: [task] as any })).messages;
      const plan = async (s: T) => ({ steps: (await planner.invoke(s.messages)).steps });
      const work = async (s: T) => { const step = s.steps[0]; if (step.kind === "search") { return { messages: await ask(step.task) }; } return { messages: [new AIMessage(step.task)] }; };
      export const g = new StateGraph(S).addNode("plan", plan).addNode("work", work).addEdge(START, "plan").addEdge("plan", "work").compile();`;
    expect(classOf(text, "planner.invoke")).toBe("mixed");
    expect(classOf(text.replace(`if (step.kind === "search") {`, "{"), "planner.invoke")).toBe("reasoning");
  });
});

describe("which tool was called", () => {
  it("chooses when the next node reads it and names the one after", () => {
    const text = `type S = typeof MessagesAnnotation.State;
      const lead = async (s: S) => new Command({ goto: "act", update: { messages: [await llm.bindTools([find, stop]).invoke(s.messages)] } });
      const act = async (s: S) => { const calls = (s.messages.at(-1) as AIMessage).tool_calls ?? []; if (calls.some((c) => c.name === "stop")) return new Command({ goto: END }); return new Command({ goto: "lead", update: { messages: [new AIMessage("on")] } }); };
      export const g = new StateGraph(MessagesAnnotation).addNode("lead", lead, { ends: ["act"] }).addNode("act", act, { ends: ["lead", END] }).addEdge(START, "lead").compile();`;
    expect(classOf(text, ".invoke(s.messages)")).toBe("mixed");
    expect(
      classOf(text.replace("new Command({ goto: END })", `new Command({ goto: "lead" })`), ".invoke(s.messages)"),
    ).toBe("reasoning");
  });

  it("chooses when the node asks once and code sets a status by it", () => {
    const text = (
      body: string,
    ) => `const S = Annotation.Root({ ...MessagesAnnotation.spec, stage: Annotation<string>() }); type T = typeof S.State;
      const lead = async (s: T) => { const r = await llm.bindTools([find, stop]).invoke(s.messages); ${body} };
      export const g = new StateGraph(S).addNode("lead", lead).addNode("work", async (s: T) => ({})).addEdge(START, "lead").addConditionalEdges("lead", (s: T) => (s.stage === "over" ? END : "work")).addEdge("work", "lead").compile();`;
    expect(
      classOf(
        text(
          `const c = r.tool_calls![0]!; if (c.name === "stop") return { messages: [r], stage: "over" }; return { messages: [r], stage: "on" };`,
        ),
        ".invoke(s.messages)",
      ),
    ).toBe("mixed");
    expect(
      classOf(
        text(
          `let stage = "on"; for (const c of r.tool_calls!) { if (c.name === "stop") stage = "over"; } return { messages: [r], stage };`,
        ),
        ".invoke(s.messages)",
      ),
    ).toBe("reasoning");
  });
});

describe("a check of the form", () => {
  const checked = (check: string) =>
    classOf(
      `const S = Annotation.Root({ ...MessagesAnnotation.spec, stage: Annotation<string>(), text: Annotation<string>() }); type T = typeof S.State;
      const read = async (s: T) => { const r = JSON.parse((await llm.invoke(s.messages)).content as string); ${check} return { text: r.text, stage: "read" }; };
      const tell = async (s: T) => ({ messages: [await llm.invoke(s.text)] });
      export const g = new StateGraph(S).addNode("read", read).addNode("tell", tell).addEdge(START, "read").addConditionalEdges("read", (s: T) => (s.stage === "read" ? "tell" : END)).compile();`,
      "llm.invoke(s.messages)",
    );

  it("by type chooses nothing", () => {
    expect(checked(`if (typeof r.text !== "string") return { stage: "bad" };`)).toBe("reasoning");
  });

  it("by length chooses nothing, also by way of a variable", () => {
    expect(checked(`const n = r.text.length; if (n > 9) return { stage: "long" };`)).toBe("reasoning");
  });

  it("that throws chooses nothing", () => {
    expect(checked(`if (!["a", "b"].includes(r.kind)) throw new Error("kind");`)).toBe("reasoning");
    expect(checked(`if (!["a", "b"].includes(r.kind)) return { stage: "bad" };`)).toBe("mixed");
  });
});

describe("constants that code sets and a router maps", () => {
  const WORDS = `const t = String(d.next).toLowerCase(); let stage = "stop"; if (t.includes("fares")) stage = "price"; else if (t.includes("hotels")) stage = "sleep"; else if (t.includes("visas")) stage = "paper"; return { stage };`;
  const parts = {
    channels: `stage: Annotation<string>(),`,
    route: `(s: S) => { switch (s.stage) { case "price": return "fares"; case "sleep": return "hotels"; case "paper": return "visas"; default: return "done"; } }`,
  };

  it("lie one to one on the agents", () => {
    expect(picked(`const d = await picker.invoke(s.messages); ${WORDS}`, parts)).toMatchObject({
      classification: "routing-only",
      decides: "target",
      replaceability: "rewrite",
    });
  });

  it("are a gate when only one of them depends on the answer", () => {
    const mood = `const d = await picker.invoke(s.messages); if (String(d.reason).includes("angry")) return { stage: "price" }; return {};`;
    const found = picked(mood, parts);
    expect(found.classification).toBe("routing-only");
    expect(found.replaceability).toBe("keep");
  });

  it("are kept when the edge that they pick is further on", () => {
    const far = {
      channels: `stage: Annotation<string>(),`,
      route: `() => "fares"`,
      map: `, ["fares", "hotels", "visas"]`,
    };
    expect(classOfPick(`const d = await picker.invoke(s.messages); return { stage: d.next };`, far)).not.toBe(
      "routing-only",
    );
  });
});
