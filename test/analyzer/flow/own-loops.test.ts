import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const HEAD = `import { StateGraph, Annotation, Command, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; import { AIMessage, ToolMessage } from "@langchain/core/messages"; import { tool } from "@langchain/core/tools"; import { z } from "zod";
type S = typeof MessagesAnnotation.State; const llm = new ChatOpenAI({ model: "m" }); const book = tool(async () => "done", { name: "book", schema: z.object({}) }); const bound = llm.bindTools([book]);`;
const classOf = (text: string, part: string) => site(auditText(`${HEAD}\n${text}`), "a.ts", part).classification;

describe("a node that answers the tool calls of the node before", () => {
  const loop = (act: string, more = "") =>
    classOf(
      `const think = async (s: S) => new Command({ goto: "act", update: { messages: [await bound.invoke(s.messages)] } });
      const act = async (s: S) => { const calls = (s.messages.at(-1) as AIMessage).tool_calls ?? []; ${act} };
      export const g = new StateGraph(MessagesAnnotation).addNode("think", think, { ends: ["act"] }).addNode("act", act, { ends: ["think", "sum"] }).addNode("sum", async (s: S) => ({ messages: [await llm.invoke(s.messages)] }))${more}.addEdge(START, "think").addEdge("think", "act").compile();`,
      "bound.invoke",
    );
  const answers = `const done = await Promise.all(calls.map(async (c) => new ToolMessage({ tool_call_id: c.id!, content: String(await book.invoke(c.args)) })));`;
  const back = `return new Command({ goto: calls.some((c) => c.name === "finish") ? "sum" : "think", update: { messages: done } });`;

  it("is its own tool loop: which tool it calls chooses nobody", () => {
    expect(loop(`${answers} ${back}`)).toBe("reasoning");
  });

  it("chooses when the calls name one of several nodes to go to", () => {
    const away = `return new Command({ goto: calls[0]?.name === "ask_fares" ? "fares" : calls[0]?.name === "finish" ? "sum" : "think", update: { messages: done } });`;
    expect(loop(`${answers} ${away}`, `.addNode("fares", async (s: S) => ({ messages: [] }))`)).toBe("mixed");
  });

  it("chooses when the node runs an agent", () => {
    const agent = `const helper = createReactAgent({ llm, tools: [book] }); if (calls[0]?.name === "ask") await helper.invoke({ messages: s.messages });`;
    expect(loop(`${agent} ${answers} ${back}`)).toBe("mixed");
  });
});

describe("whether a tool was called", () => {
  const asked = (then: string) =>
    classOf(
      `const T = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>(), found: Annotation<string>() }); type R = typeof T.State;
      const look = async (s: R) => { const r = await bound.invoke(s.messages); if (r.tool_calls?.length) { ${then} } return { found: r.content as string, next: "write" }; };
      export const g = new StateGraph(T).addNode("look", look).addNode("act", async (s: R) => ({ messages: [] })).addNode("write", async (s: R) => ({ messages: [await llm.invoke(s.found)] }))
        .addEdge(START, "look").addConditionalEdges("look", (s: R) => s.next, { act: "act", write: "write", look: "look" }).addEdge("act", "look").addEdge("write", END).compile();`,
      "bound.invoke",
    );

  it("chooses where the node leaves the call to another one", () => {
    expect(asked(`return { messages: [r], next: "act" };`)).toBe("mixed");
  });

  it("steers only the node's own loop where it runs the tool itself", () => {
    const own = `const done = []; for (const c of r.tool_calls) done.push(new ToolMessage({ tool_call_id: c.id!, content: String(await book.invoke(c.args)) }));`;
    expect(asked(`${own} return { messages: done, next: "look" };`)).toBe("reasoning");
  });
});

describe("a message that is kept together with the answer to its tool calls", () => {
  const report = (update: string, next: string) =>
    classOf(
      `const check = async (s: S) => { const r = await bound.invoke(s.messages); const done = new ToolMessage({ tool_call_id: r.tool_calls?.[0]?.id ?? "", content: "noted" }); return { messages: ${update} }; };
      const next = async (s: S) => { ${next} };
      export const g = new StateGraph(MessagesAnnotation).addNode("check", check).addNode("next", next, { ends: ["a", "b"] }).addNode("a", async (s: S) => s).addNode("b", async (s: S) => s).addEdge(START, "check").addEdge("check", "next").compile();`,
      "bound.invoke",
    );
  const asked = `const m = s.messages.at(-1) as AIMessage; return new Command({ goto: m.tool_calls?.[0]?.name === "a" ? "a" : "b" });`;

  it("leaves nothing to be done by the next node", () => {
    expect(report("[r, done]", asked)).toBe("reasoning");
    expect(report("[r, ...[done]]", asked)).toBe("reasoning");
  });

  it("is read by the next node where nothing answers it", () => {
    expect(report("[r]", asked)).toBe("mixed");
  });

  it("is not what the next node's own model calls for", () => {
    const own = `const r = await llm.bindTools([book]).invoke("again"); return new Command({ goto: r.tool_calls?.[0]?.name === "a" ? "a" : "b" });`;
    expect(report("[r]", own)).toBe("reasoning");
  });
});

describe("a call that is made again until its answer will do", () => {
  const tried = (body: string) =>
    classOf(
      `const agent = createReactAgent({ llm, tools: [book] }); const other = createReactAgent({ llm, tools: [] });
      class Desk { constructor(private readonly name: string) {} async ask(text: string) { return (await agent.invoke({ messages: [this.name + text] })).messages; } }
      export const run = async () => { const desk = new Desk("a"); const spare = new Desk("b"); let found: any; let tries = 0; ${body} return found; };`,
      `ask("first")`,
    );
  const until = `while (!found.some((m: any) => m.tool_calls?.[0]?.name === "book") && tries++ < 2);`;

  it("chooses nobody", () => {
    expect(
      tried(
        `do { if (tries > 0) found = await desk.ask("again"); else { found = await desk.ask("first"); } } ${until}`,
      ),
    ).toBe("reasoning");
    expect(
      tried(`do { try { found = await desk.ask("first"); } catch { found = await spare.ask("again"); } } ${until}`),
    ).toBe("reasoning");
  });

  it("chooses where the answer decides whether another agent works", () => {
    const helped = `if (found.at(-1).tool_calls?.[0]?.name === "ask") await other.invoke({ messages: [] });`;
    expect(tried(`do { found = await desk.ask("first"); ${helped} } ${until}`)).toBe("mixed");
  });
});

describe("what code chooses as the run ends", () => {
  const ended = (goto: string) =>
    classOf(
      `const St = Annotation.Root({ ...MessagesAnnotation.spec, intent: Annotation<string>() }); type T = typeof St.State;
      const pick = async (s: T) => new Command({ goto: s.intent === "open" ? "one" : "two", update: {} });
      const one = async (s: T) => { const r = JSON.parse((await llm.invoke(s.messages)).content as string); if (r.kind === "odd") return new Command({ goto: ${goto}, update: { intent: "", messages: [new AIMessage("no")] } }); return new Command({ goto: ${goto}, update: { intent: "open", messages: [new AIMessage(r.text)] } }); };
      export const g = new StateGraph(St).addNode("pick", pick, { ends: ["one", "two"] }).addNode("one", one, { ends: ["pick", END] }).addNode("two", async (s: T) => s).addEdge(START, "pick").compile();`,
      "llm.invoke",
    );

  it("does not choose what runs in it", () => {
    expect(ended("END")).toBe("reasoning");
    expect(ended(`"__end__"`)).toBe("reasoning");
  });

  it("chooses where the run goes on", () => {
    expect(ended(`"pick"`)).toBe("mixed");
  });
});

describe("a failure", () => {
  const failing = (what: string) =>
    classOf(
      `const St = Annotation.Root({ parts: Annotation<any[]>(), done: Annotation<any>() }); type T = typeof St.State;
      const parse = (text: string) => text.split(",").map((part) => { if (isNaN(Number(part))) throw new Error("odd part: " + part); return { part }; });
      const split = async (s: T) => { const r = await llm.invoke("split"); return { parts: parse(r.content as string) }; };
      export const g = new StateGraph(St).addNode("split", split).addNode("work", async (s: T) => ({ done: (await llm.invoke(JSON.stringify(s.parts))).content })).addEdge(START, "split").addConditionalEdges("split", (s: T) => ${what}, ["work"]).compile();`,
      `llm.invoke("split")`,
    );

  it("picks no edge, though its text holds the answer", () => {
    expect(failing(`{ const sends = s.parts.map(() => "work"); return sends; }`)).toBe("reasoning");
  });
});
