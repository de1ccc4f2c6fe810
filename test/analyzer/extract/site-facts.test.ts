import { describe, expect, it } from "vitest";
import { auditSchema } from "../../../contracts/audit.ts";
import { auditText, site, sites } from "../../harness/audit-text.ts";
import { desk } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages); return { next: d.next };`;

describe("a call site says", () => {
  it("in which node it runs", () => {
    const audit = auditText(desk(NEXT));
    expect(audit.callSites.map((s) => s.node).sort()).toEqual(["fares", "hotels", "pick", "visas"]);
  });

  it("in which node it runs when a helper of another file makes the call", () => {
    const audit = auditText({
      "ask.ts": `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export async function ask(x: any) { const r = await m.invoke(x); console.log(r.id); }`,
      "a.ts": `import { StateGraph, MessagesAnnotation, START } from "@langchain/langgraph"; import { ask } from "./ask"; export const app = new StateGraph(MessagesAnnotation).addNode("n", async (s) => { await ask(s.messages); return {}; }).addEdge(START, "n").compile();`,
    });
    expect(site(audit, "ask.ts", "m.invoke").node).toBe("n");
  });

  it("in no node when several nodes share the helper", () => {
    const audit = auditText({
      "ask.ts": `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export async function ask(x: any) { return { messages: [await m.invoke(x)] }; }`,
      "a.ts": `import { StateGraph, MessagesAnnotation, START } from "@langchain/langgraph"; import { ask } from "./ask"; const f = async (s: any) => ask(s.messages); const g = async (s: any) => ask(s.messages); export const app = new StateGraph(MessagesAnnotation).addNode("f", f).addNode("g", g).addEdge(START, "f").addEdge("f", "g").compile();`,
    });
    expect(site(audit, "ask.ts", "m.invoke").app).toBe(audit.apps[0]?.id);
  });

  it("to which of two apps in a file it belongs", () => {
    const graph = (n: string) =>
      `const ${n}Node = async (s: any) => ({ messages: [await m.invoke(["${n}", ...s.messages])] }); export const ${n} = new StateGraph(MessagesAnnotation).addNode("n", ${n}Node).addEdge(START, "n").compile();`;
    const audit = auditText(
      `import { StateGraph, MessagesAnnotation, START } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});\n${graph("one")}\n${graph("two")}`,
    );
    expect([site(audit, "a.ts", `"one"`).app, site(audit, "a.ts", `"two"`).app]).toEqual(["a.ts#one", "a.ts#two"]);
  });

  it("no app of the tree, be it the only one, when no file of its graph imports the call's", () => {
    const call = (name: string) =>
      `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export const ${name} = async (ask: (t: string) => string) => (await m.invoke(ask("${name}"))).content;`;
    const audit = auditText({
      "route.ts": `${call("beside")} import { app } from "./a"; export const go = () => app.invoke({});`,
      "deep.ts": call("far"),
      "near.ts": `export { far } from "./deep";`,
      "a.ts": `import * as near from "./near"; export const tables: any = near;\n${desk(NEXT)}`,
    });
    expect(site(audit, "route.ts", `"beside"`).app).toBeNull();
    expect(site(audit, "deep.ts", `"far"`).app).toBe(audit.apps[0]?.id);
  });

  it("no app when no graph runs it", () => {
    const audit = auditText({
      "chat.ts": `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export const go = async () => (await m.invoke("x")).content;`,
      "a.ts": desk(NEXT),
      "b.ts": desk(NEXT),
    });
    expect(site(audit, "chat.ts", "m.invoke").app).toBeNull();
  });

  it("its text on one line, at most 120 characters", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export const go = () => m.invoke([\n  "${"long ".repeat(60)}",\n]);`,
    );
    const [only] = sites(audit);
    expect(only?.expr.length).toBeLessThanOrEqual(120);
    expect(only?.expr).not.toContain("\n");
  });

  it("the same id after unrelated edits above it", () => {
    const before = site(auditText(desk(NEXT)), "a.ts", "picker.");
    const after = site(auditText(`// a line\n\nconst unrelated = 1;\n${desk(NEXT)}`), "a.ts", "picker.");
    expect(after.id).toBe(before.id);
    expect(after.line).toBeGreaterThan(before.line);
  });

  it("why, with at least one step of evidence for each class but ignored", () => {
    for (const s of auditText(desk(NEXT)).callSites) {
      expect(s.reason.length, s.expr).toBeGreaterThan(10);
      expect(s.evidence.length, s.expr).toBeGreaterThan(0);
    }
  });

  it("evidence for both the route and the content of a mixed call", () => {
    const audit = auditText(
      desk(`const d = await picker.invoke(s.messages); return { next: d.next, messages: [new AIMessage(d.reason)] };`),
    );
    expect(site(audit, "a.ts", "picker.").evidence.map((e) => e.role)).toEqual(
      expect.arrayContaining(["route", "content"]),
    );
  });

  it("which field took which path", () => {
    const audit = auditText(
      desk(`const d = await picker.invoke(s.messages); return { next: d.next, messages: [new AIMessage(d.reason)] };`),
    );
    const evidence = site(audit, "a.ts", "picker.").evidence;
    expect(evidence.find((e) => e.role === "route")?.field).toBe("next");
    expect(evidence.find((e) => e.role === "content")?.field).toBe("reason");
  });
});

describe("an audit", () => {
  it("keeps its contract", () => {
    for (const text of [
      desk(NEXT),
      "",
      `import { createSupervisor } from "@langchain/langgraph-supervisor"; export const a = createSupervisor({ agents: [], llm: null as any });`,
    ])
      expect(auditSchema.safeParse(auditText(text)).error).toBeUndefined();
  });

  it("is sorted by file and place", () => {
    const audit = auditText({ "b.ts": desk(NEXT), "a/z.ts": desk(NEXT), "a.ts": desk(NEXT) });
    const order = audit.callSites.map((s) => [s.file, s.start] as const);
    expect(order).toEqual([...order].sort((x, y) => (x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] - y[1])));
  });

  it("gives two audits of one text the same bytes", () => {
    expect(JSON.stringify(auditText(desk(NEXT)))).toBe(JSON.stringify(auditText(desk(NEXT))));
  });

  it("has a fingerprint that changes with the edges, not with the bodies", () => {
    const print = (pick: string, map?: string) =>
      auditText(desk(pick, map === undefined ? {} : { map })).apps[0]?.fingerprint;
    expect(print(NEXT)).toBe(print(`console.log(1); ${NEXT}`));
    expect(print(NEXT)).not.toBe(print(NEXT, `, { fares: "fares", done: END }`));
  });
});
