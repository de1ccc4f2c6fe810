import { describe, expect, it } from "vitest";
import { classOfPick, picked } from "../../harness/desk-text.ts";

const PLAIN = { picker: `new ChatOpenAI({ model: "p" })` };
const ROUTING = { classification: "routing-only", decides: "target" };

describe("a decision in the model's text", () => {
  it("is routing-only as one word", () => {
    expect(
      picked(
        `const r = await picker.invoke(s.messages); return { next: String(r.content).trim().toLowerCase() };`,
        PLAIN,
      ),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only as a substring", () => {
    expect(
      picked(
        `const r = await picker.invoke(s.messages); const t = r.content as string; if (t.includes("fares")) return { next: "fares" }; if (t.includes("hotels")) return { next: "hotels" }; return { next: "done" };`,
        PLAIN,
      ),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only as a regular expression's match", () => {
    expect(
      picked(
        `const r = await picker.invoke(s.messages); const m = String(r.content).match(/(fares|hotels|visas)/); return { next: m ? m[1] : "done" };`,
        PLAIN,
      ),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only as parsed JSON", () => {
    expect(
      picked(
        `const r = await picker.invoke(s.messages); const d = JSON.parse(r.content as string); return { next: d.next };`,
        PLAIN,
      ),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only as JSON cut out of a code fence", () => {
    expect(
      picked(
        "const r = await picker.invoke(s.messages); const raw = String(r.content).replace(/```json|```/g, '').trim(); let d; try { d = JSON.parse(raw); } catch { d = { next: 'done' }; } return { next: d.next };",
        PLAIN,
      ),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only through a JSON output parser in the chain", () => {
    expect(
      picked(`const d = await picker.invoke({ q: 1 }); return { next: d.next };`, {
        picker: `ChatPromptTemplate.fromTemplate("{q}").pipe(new ChatOpenAI({})).pipe(new JsonOutputParser())`,
      }),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only through a string output parser in the chain", () => {
    expect(
      picked(`const t = await picker.invoke({ q: 1 }); return { next: t.trim() };`, {
        picker: `ChatPromptTemplate.fromTemplate("{q}").pipe(new ChatOpenAI({})).pipe(new StringOutputParser())`,
      }),
    ).toMatchObject(ROUTING);
  });

  it("is routing-only when an own function extracts the JSON", () => {
    const top = `function extract(text: string): any { const a = text.indexOf("{"); const b = text.lastIndexOf("}"); return JSON.parse(text.slice(a, b + 1)); }`;
    expect(
      classOfPick(`const r = await picker.invoke(s.messages); return { next: extract(r.content as string).next };`, {
        ...PLAIN,
        top,
      }),
    ).toBe("routing-only");
  });

  it("is routing-only when the content may be a string or parts", () => {
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); const t = typeof r.content === "string" ? r.content : JSON.stringify(r.content); return { next: t.trim() };`,
        PLAIN,
      ),
    ).toBe("routing-only");
  });

  it("is routing-only when found among the agents' names", () => {
    expect(
      classOfPick(
        `const AGENTS = ["fares", "hotels", "visas"]; const r = await picker.invoke(s.messages); const hit = AGENTS.find((a) => String(r.content).includes(a)); return { next: hit ?? "done" };`,
        PLAIN,
      ),
    ).toBe("routing-only");
  });

  it("is mixed when the whole message is kept as well", () => {
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); return { next: String(r.content).trim(), messages: [r] };`,
        PLAIN,
      ),
    ).toBe("mixed");
  });

  it("is mixed when another field of the JSON is told to the user", () => {
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); const d = JSON.parse(r.content as string); return { next: d.next, messages: [new AIMessage(d.reply)] };`,
        PLAIN,
      ),
    ).toBe("mixed");
  });
});

describe("a decision in a forced tool call", () => {
  const FORCED = {
    picker: `new ChatOpenAI({ model: "p" }).bindTools([{ type: "function", function: { name: "route", parameters: { type: "object", properties: { next: { type: "string", enum: ["fares", "hotels", "visas", "done"] } }, required: ["next"] } } }], { tool_choice: "route" })`,
  };

  it("is routing-only through tool_calls[0].args", () => {
    expect(
      picked(
        `const r = await picker.invoke(s.messages); return { next: r.tool_calls?.[0]?.args.next ?? "done" };`,
        FORCED,
      ),
    ).toMatchObject({ ...ROUTING, replaceability: "rewrite" });
  });

  it("is routing-only through destructured tool calls", () => {
    expect(
      classOfPick(
        `const { tool_calls } = await picker.invoke(s.messages); const [call] = tool_calls ?? []; return { next: call?.args?.next };`,
        FORCED,
      ),
    ).toBe("routing-only");
  });

  it("is routing-only through a tool made with zod and an output parser", () => {
    const parts = {
      top: `import { JsonOutputToolsParser } from "langchain/output_parsers";`,
      picker: `ChatPromptTemplate.fromTemplate("{m}").pipe(new ChatOpenAI({}).bindTools([tool(async () => "", { name: "route", schema: z.object({ next: z.enum(["fares", "hotels", "visas", "done"]) }) })], { tool_choice: "route" })).pipe(new JsonOutputToolsParser()).pipe((x: any) => ({ next: x[0].args.next }))`,
    };
    expect(classOfPick(`const d = await picker.invoke({ m: s.messages }); return { next: d.next };`, parts)).toBe(
      "routing-only",
    );
  });

  it("is routing-only by the name of the tool that was called", () => {
    const free = { picker: `new ChatOpenAI({}).bindTools([{ name: "fares" }, { name: "hotels" }, { name: "visas" }])` };
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); const call = r.tool_calls?.[0]; return { next: call ? call.name : "done" };`,
        free,
      ),
    ).toBe("routing-only");
  });

  it("is mixed when another argument becomes the worker's task", () => {
    const parts = {
      ...FORCED,
      channels: `task: Annotation<string>(),`,
      fares: `return { messages: [await worker.invoke(s.task)] };`,
    };
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); const a = r.tool_calls![0].args; return { next: a.next, task: a.task };`,
        parts,
      ),
    ).toBe("mixed");
  });
});
