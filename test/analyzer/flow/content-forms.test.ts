import { describe, expect, it } from "vitest";
import { classOfPick, picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;
const note = { channels: `note: Annotation<string>(),` };
const reads = { ...note, fares: `return { messages: [await worker.invoke(s.note)] };` };

describe("a routing result that people, models or storage see as well is mixed:", () => {
  it("a field in a message", () => {
    expect(classOfPick(`${NEXT} return { next: d.next, messages: [new AIMessage(d.reason)] };`)).toBe("mixed");
  });

  it("a field in a message through a helper", () => {
    const top = `const say = (text: string) => new AIMessage({ content: text, name: "pick" });`;
    expect(classOfPick(`${NEXT} return { next: d.next, messages: [say(d.reason)] };`, { top })).toBe("mixed");
  });

  it("a field in a message through a template text", () => {
    expect(
      classOfPick(
        `${NEXT} const text = "Because: " + d.reason; return { next: d.next, messages: [new AIMessage(text)] };`,
      ),
    ).toBe("mixed");
  });

  it("the label itself in a message", () => {
    expect(classOfPick(`${NEXT} return { next: d.next, messages: [new AIMessage("Going to " + d.next)] };`)).toBe(
      "mixed",
    );
  });

  it("a channel that a worker puts into its prompt", () => {
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, reads)).toBe("mixed");
  });

  it("a channel that a worker reads by destructuring", () => {
    const parts = { ...note, fares: `const { note } = s; return { messages: [await worker.invoke([note])] };` };
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, parts)).toBe("mixed");
  });

  it("a channel that a prompt template names and that gets the whole state", () => {
    const parts = {
      ...note,
      top: `const ask = ChatPromptTemplate.fromTemplate("Mind {note}").pipe(worker);`,
      fares: `return { messages: [await ask.invoke(s)] };`,
    };
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, parts)).toBe("mixed");
  });

  it("a channel in a state that is handed on as JSON", () => {
    const parts = { ...note, fares: `return { messages: [await worker.invoke(JSON.stringify(s))] };` };
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, parts)).toBe("mixed");
  });

  it("a channel in a state that is spread into a prompt's input", () => {
    const parts = {
      ...note,
      top: `const ask = ChatPromptTemplate.fromTemplate("Mind {note}").pipe(worker);`,
      fares: `return { messages: [await ask.invoke({ ...s })] };`,
    };
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, parts)).toBe("mixed");
  });

  it("a module variable that a worker reads", () => {
    const parts = { top: `let last = "";`, fares: `return { messages: [await worker.invoke(last)] };` };
    expect(classOfPick(`${NEXT} last = d.reason; return { next: d.next };`, parts)).toBe("mixed");
  });

  it("a module-level Map that a worker reads", () => {
    const parts = {
      top: `const kept = new Map<string, string>();`,
      fares: `return { messages: [await worker.invoke(kept.get("why")!)] };`,
    };
    expect(classOfPick(`${NEXT} kept.set("why", d.reason); return { next: d.next };`, parts)).toBe("mixed");
  });

  it("a list that a worker joins", () => {
    const parts = {
      top: `const kept: string[] = [];`,
      fares: `return { messages: [await worker.invoke(kept.join("\\n"))] };`,
    };
    expect(classOfPick(`${NEXT} kept.push(d.reason); return { next: d.next };`, parts)).toBe("mixed");
  });

  it("Command.update with a message", () => {
    expect(
      classOfPick(`${NEXT} return new Command({ goto: d.next, update: { messages: [new AIMessage(d.reason)] } });`, {
        route: `(s: S) => s.next`,
      }),
    ).toBe("mixed");
  });

  it("an argument of Send", () => {
    const parts = { ...reads, route: `(s: S) => [new Send(s.next, { note: s.note })]`, map: "" };
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, parts)).toBe("mixed");
  });

  it("text sent to the stream writer", () => {
    expect(classOfPick(`${NEXT} config.writer({ note: d.reason }); return { next: d.next };`)).toBe("mixed");
  });

  it("a row in a database", () => {
    const top = `import { db } from "./db";`;
    expect(classOfPick(`${NEXT} await db.insert({ why: d.reason }); return { next: d.next };`, { top })).toBe("mixed");
  });

  it("a body of fetch", () => {
    expect(
      classOfPick(
        `${NEXT} await fetch("https://hooks.example.com", { method: "POST", body: JSON.stringify({ why: d.reason }) }); return { next: d.next };`,
      ),
    ).toBe("mixed");
  });

  it("the value of an interrupt", () => {
    expect(classOfPick(`${NEXT} interrupt({ why: d.reason }); return { next: d.next };`)).toBe("mixed");
  });

  it("the input of another model", () => {
    expect(
      classOfPick(`${NEXT} const r = await worker.invoke(d.reason); return { next: d.next, messages: [r] };`),
    ).toBe("mixed");
  });

  it("the input of a tool", () => {
    const top = `const book = tool(async ({ q }) => q, { name: "book", schema: z.object({ q: z.string() }) });`;
    expect(classOfPick(`${NEXT} await book.invoke({ q: d.reason }); return { next: d.next };`, { top })).toBe("mixed");
  });

  it("the whole result spread into the update, where a worker reads its text", () => {
    const parts = {
      channels: `reason: Annotation<string>(),`,
      fares: `return { messages: [await worker.invoke(s.reason)] };`,
    };
    expect(classOfPick(`${NEXT} return { ...d };`, parts)).toBe("mixed");
  });

  it("the rest of a destructuring, where a worker reads its text", () => {
    const parts = {
      channels: `reason: Annotation<string>(),`,
      fares: `return { messages: [await worker.invoke(s.reason)] };`,
    };
    expect(
      classOfPick(`const { next, ...rest } = await picker.invoke(s.messages); return { next, ...rest };`, parts),
    ).toBe("mixed");
  });

  it("an event that a listener outside the code gets", () => {
    const top = `import { bus } from "./bus";`;
    expect(classOfPick(`${NEXT} bus.emit("picked", d.reason); return { next: d.next };`, { top })).toBe("mixed");
  });

  it("text shown by a worker's interrupt later on", () => {
    const parts = { ...note, fares: `interrupt(s.note); return {};` };
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, parts)).toBe("mixed");
  });

  it("and then never to be rewritten", () => {
    expect(picked(`${NEXT} return { next: d.next, messages: [new AIMessage(d.reason)] };`)).toMatchObject({
      decides: null,
      targets: [],
    });
    expect(picked(`${NEXT} return { next: d.next, messages: [new AIMessage(d.reason)] };`).replaceability).not.toBe(
      "rewrite",
    );
  });
});

describe("a result that is work is reasoning:", () => {
  it("an answer added to the messages", () => {
    expect(
      classOfPick(`return { next: "fares", messages: [await picker.invoke(s.messages)] };`, {
        picker: `new ChatOpenAI({})`,
      }),
    ).toBe("reasoning");
  });

  it("a text checked for being there by the router", () => {
    const parts = {
      ...note,
      picker: `new ChatOpenAI({})`,
      route: `(s: S) => (s.note ? "fares" : "done")`,
      fares: `return { messages: [await worker.invoke(s.note)] };`,
    };
    expect(classOfPick(`const r = await picker.invoke(s.messages); return { note: r.content };`, parts)).toBe(
      "reasoning",
    );
  });

  it("a list whose length the router checks", () => {
    const parts = {
      channels: `found: Annotation<string[]>(),`,
      picker: `new ChatOpenAI({}).withStructuredOutput(z.object({ found: z.array(z.string()) }))`,
      route: `(s: S) => (s.found.length > 0 ? "fares" : "done")`,
      fares: `return { messages: [await worker.invoke(s.found.join(","))] };`,
    };
    expect(classOfPick(`const r = await picker.invoke(s.messages); return { found: r.found };`, parts)).toBe(
      "reasoning",
    );
  });

  it("a value that a caller outside gets", () => {
    const top = `export async function ask(q: string) { const r = await picker.invoke(q); return r.reason; }`;
    expect(classOfPick(`return { next: "fares" };`, { top })).toBe("reasoning");
  });

  it("an answer streamed to a response", () => {
    const parts = {
      picker: `new ChatOpenAI({})`,
      top: `export async function go(res: any) { for await (const chunk of await picker.stream("hi")) res.write(chunk.content); }`,
    };
    expect(classOfPick(`return { next: "fares" };`, parts)).toBe("reasoning");
  });

  it("a message yielded by a generator", () => {
    const parts = {
      picker: `new ChatOpenAI({})`,
      top: `export async function* go() { const r = await picker.invoke("hi"); yield r.content; }`,
    };
    expect(classOfPick(`return { next: "fares" };`, parts)).toBe("reasoning");
  });

  it("an answer shown in JSX", () => {
    const parts = {
      picker: `new ChatOpenAI({})`,
      top: `export async function go() { const r = await picker.invoke("hi"); return r.content; }`,
    };
    expect(classOfPick(`return { next: "fares" };`, parts)).toBe("reasoning");
  });
});

describe("what nobody acts on", () => {
  it("logged in colour is logged; a text in colour is still the text", () => {
    for (const [colours, call] of [
      [`import chalk from "chalk";`, "chalk.bold.red"],
      [`import pc from "picocolors";`, "pc.green"],
      [`import { yellow } from "colorette";`, "yellow"],
      [`import * as colors from "ansi-colors";`, "colors.cyan"],
    ] as const) {
      const kept = (body: string) => classOfPick(`${NEXT} ${body}`, { top: colours });
      expect(kept(`console.log(${call}("why: " + d.reason)); return { next: d.next };`), call).toBe("routing-only");
      expect(kept(`return { next: d.next, messages: [new AIMessage(${call}(d.reason))] };`), call).toBe("mixed");
    }
    const own = `const chalk = { red: (text: string) => { keep.push(text); return text; } }; export const keep: string[] = [];`;
    expect(classOfPick(`${NEXT} console.log(chalk.red(d.reason)); return { next: d.next };`, { top: own })).toBe(
      "mixed",
    );
  });

  it("a logged field leaves the pick routing-only", () => {
    expect(classOfPick(`${NEXT} console.log("picked", d.next, d.reason); return { next: d.next };`)).toBe(
      "routing-only",
    );
  });

  it("a field logged by an own logger that returns nothing leaves it routing-only", () => {
    const top = `function logDecision(x: any): void { console.info(JSON.stringify(x)); }`;
    expect(classOfPick(`${NEXT} logDecision({ why: d.reason }); return { next: d.next };`, { top })).toBe(
      "routing-only",
    );
  });

  it("a field logged by a logging package leaves it routing-only", () => {
    const top = `import pino from "pino"; const logger = pino();`;
    expect(classOfPick(`${NEXT} logger.info({ why: d.reason }, "picked"); return { next: d.next };`, { top })).toBe(
      "routing-only",
    );
  });

  it("token usage added to a metric leaves it routing-only", () => {
    const parts = {
      picker: `new ChatOpenAI({})`,
      top: `let used = 0; function trackTokens(n: number): void { used += n; }`,
    };
    expect(
      classOfPick(
        `const r = await picker.invoke(s.messages); trackTokens(r.usage_metadata?.total_tokens ?? 0); return { next: String(r.content).trim() };`,
        parts,
      ),
    ).toBe("routing-only");
  });

  it("the text of a thrown error leaves it routing-only", () => {
    expect(
      classOfPick(
        `${NEXT} if (!["fares", "hotels", "visas"].includes(d.next)) throw new Error("no such agent: " + d.next); return { next: d.next };`,
      ),
    ).toBe("routing-only");
  });

  it("a result that nothing uses is ignored", () => {
    expect(classOfPick(`await picker.invoke("ping"); return { next: "fares" };`)).toBe("ignored");
  });

  it("a health check whose result only gates a log is ignored", () => {
    const top = `export async function health() { try { await picker.invoke("ping"); return true; } catch { return false; } }`;
    expect(classOfPick(`return { next: "fares" };`, { top })).toBe("ignored");
  });
});
