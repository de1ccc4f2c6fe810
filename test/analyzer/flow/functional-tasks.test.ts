import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const FLOW = (decide: string, use: string) =>
  auditText(`import { entrypoint, task } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const model = new ChatOpenAI({});
const picker = model.withStructuredOutput(z.object({ next: z.enum(["ferry", "rail", "done"]) }));
const ferry = task("ferry", async (s: string) => (await model.invoke("ferry" + s)).content as string);
const railRaw = async (s: string) => (await model.invoke("rail" + s)).content as string;
const rail = task({ name: "rail" }, railRaw);
${decide}
export const flow = entrypoint({ name: "flow" }, async (input: string) => { let s = input; ${use} return s; });`);

const INLINE = `const decide = task("decide", async (s: string) => (await picker.invoke(s)).next);`;
const NAMED = `async function ask(s: string) { return (await picker.invoke(s)).next; } const decide = task("decide", ask);`;
const USE = `const next = await decide(s); if (next === "ferry") s = await ferry(s); else if (next === "rail") s = await rail(s);`;

describe("a task of the functional API", () => {
  it.each([
    ["written in place", INLINE],
    ["named", NAMED],
  ])("is followed as the function it runs: %s", (_how, decide) => {
    const audit = FLOW(decide, USE);
    expect(site(audit, "a.ts", "picker.invoke")).toMatchObject({
      classification: "routing-only",
      decides: "unknown",
      replaceability: "keep",
    });
    expect(site(audit, "a.ts", `model.invoke("ferry"`)).toMatchObject({ classification: "reasoning" });
    expect(site(audit, "a.ts", `model.invoke("rail"`)).toMatchObject({ classification: "reasoning" });
  });

  it("is content where its answer is", () => {
    const audit = FLOW(INLINE, `const next = await decide(s); if (next === "ferry") s = await ferry(next);`);
    expect(site(audit, "a.ts", "picker.invoke").classification).toBe("mixed");
  });

  it("is content where it is kept for anyone to call", () => {
    const audit = FLOW(`${INLINE} export const steps = { decide };`, "s = await ferry(s);");
    expect(site(audit, "a.ts", "picker.invoke").classification).not.toBe("routing-only");
  });
});

describe("an entrypoint", () => {
  it("keeps its saver and its calls to itself, beside the only graph of the folder", () => {
    const audit = auditText({
      "graph.ts": `import { MessagesAnnotation, START, END, StateGraph } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({});
      export const desk = new StateGraph(MessagesAnnotation).addNode("work", async (s: any) => ({ messages: [await llm.invoke(s.messages)] })).addEdge(START, "work").addEdge("work", END).compile();`,
      "flow.ts": `import { entrypoint, MemorySaver, task } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({});
      const ask = task("ask", async (q: string) => (await llm.invoke(q)).content as string);
      export const flow = entrypoint({ name: "flow", checkpointer: new MemorySaver() }, async (q: string) => ask(q));`,
    });
    expect(audit.stateSites.map(({ name, app }) => [name, app])).toEqual([["MemorySaver", null]]);
    expect(audit.callSites.map(({ file, app }) => [file, app])).toEqual([
      ["flow.ts", null],
      ["graph.ts", "graph.ts#desk"],
    ]);
  });
});

describe("a result that only steers plain code", () => {
  it("is not said to be unused", () => {
    const audit = auditText(`import { ChatOpenAI } from "@langchain/openai";
const model = new ChatOpenAI({}); const clean = (s: string) => s.trim();
export async function tidy(s: string) { const { content } = await model.invoke("tidy?" + s); let t = s; if (content === "yes") t = clean(s); return t; }`);
    expect(site(audit, "a.ts", "model.invoke")).toMatchObject({
      classification: "reasoning",
      reason: "steers the work around it: decides whether clean(s) runs",
    });
  });
});
