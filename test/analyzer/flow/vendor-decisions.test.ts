import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";
import { classOfPick, picked } from "../../harness/desk-text.ts";

const S = `import { StateGraph, Annotation, START, END } from "@langchain/langgraph"; import { z } from "zod"; import OpenAI from "openai"; import { generateObject, generateText } from "ai"; import Anthropic from "@anthropic-ai/sdk"; const o = new OpenAI(); const claude = new Anthropic();
const S = Annotation.Root({ q: Annotation<string>(), next: Annotation<string>(), out: Annotation<string>() }); type T = typeof S.State;
const work = async (s: T) => ({ out: (await o.chat.completions.create({ model: "work", messages: [{ role: "user", content: s.out }] })).choices[0]!.message.content! });`;
/** Class of the one call that contains `PICK`, made in the node `pick`. */
const vendor = (pick: string) =>
  site(
    auditText(
      `${S} async function pick(s: T): Promise<any> { ${pick} } export const app = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s) => s.next, { a: "a", b: "b", done: END }).addEdge("a", "pick").addEdge("b", "pick").compile();`,
    ),
    "a.ts",
    `"PICK"`,
  ).classification;

describe("a decision by a vendor's SDK is routing-only", () => {
  it("as a word of openai's message", () => {
    expect(
      vendor(
        `const r = await o.chat.completions.create({ model: "PICK", messages: [] }); return { next: r.choices[0]?.message?.content?.trim() ?? "done" };`,
      ),
    ).toBe("routing-only");
  });

  it("as JSON in openai's message", () => {
    expect(
      vendor(
        `const r = await o.chat.completions.create({ model: "PICK", messages: [], response_format: { type: "json_object" } }); const { next } = JSON.parse(r.choices[0]!.message.content!); return { next };`,
      ),
    ).toBe("routing-only");
  });

  it("as arguments of openai's tool call", () => {
    expect(
      vendor(
        `const r = await o.chat.completions.create({ model: "PICK", messages: [] }); const call = r.choices[0]!.message.tool_calls?.[0]; return { next: call ? JSON.parse((call as any).function.arguments).next : "done" };`,
      ),
    ).toBe("routing-only");
  });

  it("as AI SDK's object", () => {
    expect(
      vendor(
        `const { object } = await generateObject({ model: "PICK" as any, schema: z.object({ next: z.enum(["a", "b", "done"]) }), prompt: s.q }); return { next: object.next };`,
      ),
    ).toBe("routing-only");
  });

  it("as AI SDK's text", () => {
    expect(
      vendor(
        `const { text } = await generateText({ model: "PICK" as any, prompt: s.q }); return { next: text.includes("a") ? "a" : "b" };`,
      ),
    ).toBe("routing-only");
  });

  it("as a text block of anthropic's message", () => {
    expect(
      vendor(
        `const r = await claude.messages.create({ model: "PICK", max_tokens: 5, messages: [] }); const block = r.content[0]; const text = block?.type === "text" ? block.text : ""; return { next: text.trim() };`,
      ),
    ).toBe("routing-only");
  });

  it("as a word in the JSON of a chat endpoint", () => {
    expect(
      vendor(
        `const r = await fetch("https://api.openai.com/v1/chat/completions", { method: "PICK" }); const j = await r.json(); return { next: j.choices[0].message.content.trim() };`,
      ),
    ).toBe("routing-only");
  });

  it("but mixed when the reply is kept", () => {
    expect(
      vendor(
        `const r = await o.chat.completions.create({ model: "PICK", messages: [] }); const d = JSON.parse(r.choices[0]!.message.content!); return { next: d.next, out: d.reply };`,
      ),
    ).not.toBe("routing-only");
  });
});

describe("a decision in other forms of a result is routing-only", () => {
  it("from includeRaw's parsed", () => {
    expect(
      classOfPick(`const r = await picker.invoke(s.messages); return { next: r.parsed.next };`, {
        picker: `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["fares", "hotels"]) }), { includeRaw: true })`,
      }),
    ).toBe("routing-only");
  });

  it("from a batch", () => {
    expect(classOfPick(`const rs = await picker.batch([s.messages]); return { next: rs[0].next };`)).toBe(
      "routing-only",
    );
  });

  it("from a stream that is put together", () => {
    expect(
      classOfPick(
        `let text = ""; for await (const c of await picker.stream(s.messages)) text += c.content; return { next: text.trim() };`,
        { picker: `new ChatOpenAI({})` },
      ),
    ).toBe("routing-only");
  });

  it("from the last item of a list of decisions", () => {
    expect(
      classOfPick(
        `const all = []; all.push(await picker.invoke(s.messages)); return { next: all[all.length - 1].next };`,
      ),
    ).toBe("routing-only");
  });

  it("from a safeParse", () => {
    const top = `const Shape = z.object({ next: z.enum(["fares", "hotels"]) });`;
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); const p = Shape.safeParse(JSON.parse(r.content as string)); return { next: p.success ? p.data.next : "done" };`,
        { picker: `new ChatOpenAI({})`, top },
      ),
    ).toBe("routing-only");
  });

  it("from a class method that asks", () => {
    const top = `class Desk { constructor(private readonly llm: any) {} async ask(s: S) { const d = await this.llm.invoke(s.messages); return d.next; } async picks(s: S) { const d = await picker.invoke(s.messages); return d.next as string; } } const deskOf = new Desk(picker);`;
    expect(classOfPick(`return { next: await deskOf.picks(s) };`, { top })).toBe("routing-only");
  });

  it("with a confidence that the code checks", () => {
    const picker = `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["fares", "hotels", "visas", "done"]), confidence: z.number() }))`;
    expect(
      picked(`const d = await picker.invoke(s.messages); return { next: d.confidence > 0.5 ? d.next : "done" };`, {
        picker,
      }),
    ).toMatchObject({ classification: "routing-only", decides: "target" });
  });

  it("when both the node and its router look at it", () => {
    expect(
      classOfPick(
        `const d = await picker.invoke(s.messages); if (d.next === "done") return { next: "done" }; return { next: d.next };`,
        {
          route: `(s: S) => { switch (s.next) { case "fares": return "fares"; case "hotels": return "hotels"; default: return "done"; } }`,
        },
      ),
    ).toBe("routing-only");
  });

  it("when a fan-out goes to the chosen agents", () => {
    const parts = {
      channels: `chosen: Annotation<string[]>(),`,
      picker: `new ChatOpenAI({}).withStructuredOutput(z.object({ agents: z.array(z.enum(["fares", "hotels", "visas"])) }))`,
      route: `(s: S) => s.chosen.map((n) => new Send(n, { messages: s.messages }))`,
      map: "",
    };
    expect(classOfPick(`const d = await picker.invoke(s.messages); return { chosen: d.agents };`, parts)).toBe(
      "routing-only",
    );
  });

  it("when it is given to the first argument of Send in a Command", () => {
    expect(
      classOfPick(`const d = await picker.invoke(s.messages); return new Command({ goto: [new Send(d.next, s)] });`),
    ).toBe("routing-only");
  });

  it("when it names a remote graph to run", () => {
    const top = `import { Client } from "@langchain/langgraph-sdk"; const client = new Client({});`;
    expect(
      classOfPick(
        `const d = await picker.invoke(s.messages); await client.runs.create("t", d.next, { input: {} }); return {};`,
        { top },
      ),
    ).toBe("routing-only");
  });
});
