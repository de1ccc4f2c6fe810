import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";
import { classOfPick } from "../../harness/desk-text.ts";

const HEAD = `import { StateGraph, Annotation, Command, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; import { AIMessage } from "@langchain/core/messages"; import { tool } from "@langchain/core/tools"; import { z } from "zod";
declare function dress(model: ChatOpenAI): ChatOpenAI; const llm = new ChatOpenAI({ model: "m" }); const book = tool(async () => "done", { name: "book", schema: z.object({}) });`;
const classOf = (text: string, part: string) => site(auditText(`${HEAD}\n${text}`), "a.ts", part).classification;

describe("tool calls that a router asks for", () => {
  const loop = (model: string) =>
    classOf(
      `type S = typeof MessagesAnnotation.State; const answer = async (s: S) => ({ messages: [await ${model}.invoke(s.messages)] });
      const more = (s: S) => ((s.messages.at(-1) as AIMessage).tool_calls?.length ? "act" : END);
      export const g = new StateGraph(MessagesAnnotation).addNode("answer", answer).addNode("act", async (s: S) => ({ messages: [] })).addEdge(START, "answer").addConditionalEdges("answer", more).addEdge("act", "answer").compile();`,
      ".invoke(s.messages)",
    );

  it("make a model with tools mixed", () => {
    expect(loop("llm.bindTools([book])")).toBe("mixed");
  });

  it("say nothing of a model that was given no tools", () => {
    expect(loop("llm")).toBe("reasoning");
  });

  it("count where it cannot be seen whether there are tools", () => {
    expect(loop("dress(llm)")).toBe("mixed");
    expect(loop("(process.env.TOOLS ? llm.bindTools([book]) : llm)")).toBe("mixed");
    expect(loop(`new ChatOpenAI({ model: "m", modelKwargs: { tools: [] } })`)).toBe("mixed");
  });
});

describe("what a worker brings back", () => {
  const queue = (done: string) =>
    classOf(
      `const S = Annotation.Root({ ...MessagesAnnotation.spec, jobs: Annotation<any[]>() }); type T = typeof S.State;
      const work = async (s: T) => { const open = s.jobs.filter((j) => j.status === "open"); const job = open[0]; const r = await llm.invoke(s.messages); return { jobs: [${done}], messages: [r] }; };
      const after = (s: T) => (s.jobs.every((j) => j.status === "done") ? END : "work");
      export const g = new StateGraph(S).addNode("work", work).addEdge(START, "work").addConditionalEdges("work", after).compile();`,
      "llm.invoke",
    );

  it("does not choose the edge when code sets a status beside it", () => {
    expect(queue(`{ ...job, status: "done", text: r.content }`)).toBe("reasoning");
  });

  it("chooses the edge when the status is the answer itself", () => {
    expect(queue(`{ ...job, status: r.content, text: "" }`)).toBe("mixed");
  });

  it("does not choose an edge that every helper names the same", () => {
    const text = `type S = typeof MessagesAnnotation.State; const say = (t: string) => new Command({ goto: "end", update: { messages: [new AIMessage(t)] } });
      const store = async (x: any) => { if (!x.ok) return say("no"); return new Command({ goto: "end", update: { messages: [new AIMessage(x.id)] } }); };
      const work = async (s: S) => { const r = JSON.parse((await llm.invoke(s.messages)).content as string); if (r.kind === "list") return say("a list"); return store(r); };
      export const g = new StateGraph(MessagesAnnotation).addNode("work", work, { ends: ["end"] }).addNode("end", async (s: S) => s).addEdge(START, "work").compile();`;
    expect(classOf(text, "llm.invoke")).toBe("reasoning");
    expect(classOf(text.replace(`say("a list")`, `new Command({ goto: "work" })`), "llm.invoke")).toBe("mixed");
  });

  it("is work when it only picks elements of a list that is stored", () => {
    const text = `const S = Annotation.Root({ photos: Annotation<string[]>(), text: Annotation<any>() }); type T = typeof S.State;
      const keep = async (s: T) => { const r = await llm.invoke("which?"); const wanted = (r.content as string).split(",").map((x) => x.trim()).map(Number).filter((n) => !isNaN(n)); return { photos: s.photos.filter((_, i) => wanted.includes(i)) }; };
      const tell = async (s: T) => ({ text: await llm.invoke(s.photos.join(" ")) });
      export const g = new StateGraph(S).addNode("keep", keep).addNode("tell", tell).addEdge(START, "keep").addEdge("keep", "tell").compile();`;
    expect(classOf(text, `llm.invoke("which?")`)).toBe("reasoning");
  });
});

describe("an agent that nobody listens to", () => {
  it("still acts through its tools", () => {
    expect(
      classOf(
        `const agent = createReactAgent({ llm, tools: [book] }); await agent.invoke({ messages: [] });`,
        "agent.invoke",
      ),
    ).toBe("reasoning");
  });
});

describe("a value that never came from the graph", () => {
  const next = { channels: `note: Annotation<string>(),` };

  it("does not show a field of the same type", () => {
    const top = `const fresh = (): S => ({ messages: [], next: "", note: "new" }); export const elsewhere = async () => { const s = fresh(); s.note = "own"; return s.note; };`;
    expect(
      classOfPick(`const d = await picker.invoke(s.messages); return { next: d.next, note: d.reason };`, {
        ...next,
        top,
      }),
    ).toBe("routing-only");
  });

  it("may be the graph's state where it is copied from it", () => {
    const end = `const app = graph.compile(); export const elsewhere = async () => { const s: S = { ...(await app.invoke({})), next: "" } as any; return s.note; };`;
    expect(
      classOfPick(`const d = await picker.invoke(s.messages); return { next: d.next, note: d.reason };`, {
        ...next,
        end,
      }),
    ).toBe("mixed");
  });

  it("does not show what only a dead helper returns", () => {
    const top = `function nobody(s: S) { return s.next === "fares" ? "go" : "stay"; }`;
    expect(classOfPick(`const d = await picker.invoke(s.messages); return { next: d.next };`, { top })).toBe(
      "routing-only",
    );
    expect(
      classOfPick(`const d = await picker.invoke(s.messages); return { next: d.next };`, {
        top: top.replace("function", "export function"),
      }),
    ).toBe("mixed");
  });
});

describe("chunks of a stream", () => {
  const streamed = (options: string, read: string) =>
    classOfPick(`const d = await picker.invoke(s.messages); return { next: d.next, note: d.reason };`, {
      channels: `note: Annotation<string>(),`,
      end: `const app = graph.compile(); export async function* talk() { for await (const chunk of await app.stream({}${options})) ${read} }`,
    });
  const last = `{ const first = chunk[Object.keys(chunk)[0]!]; if ("messages" in first) yield first.messages.at(-1).content; }`;

  it("hold the update under the node's name", () => {
    expect(streamed("", last)).toBe("routing-only");
    expect(streamed(`, { recursionLimit: 9 }`, last)).toBe("routing-only");
    expect(streamed("", `yield chunk.pick.note;`)).toBe("mixed");
  });

  it("hold the state itself where the mode says so or may say so", () => {
    expect(streamed(`, { streamMode: "values" }`, `yield chunk.note;`)).toBe("mixed");
    expect(streamed(`, (globalThis as any).options`, `yield chunk.note;`)).toBe("mixed");
  });
});
