import { describe, expect, it } from "vitest";
import { app, auditText, site, sites } from "../../harness/audit-text.ts";
import { classOfPick, desk, picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;

describe("one call with two uses", () => {
  it("routes in one function and answers in another: mixed", () => {
    const top = `async function ask(m: any) { return picker.invoke(m); } export const explain = async (q: string) => (await ask([q])).reason;`;
    expect(classOfPick(`const d = await ask(s.messages); return { next: d.next };`, { top })).toBe("mixed");
  });

  it("routes on both ways of a conditional: routing-only", () => {
    expect(
      classOfPick(`${NEXT} const next = s.messages.length > 2 ? d.next : d.next ?? "done"; return { next };`),
    ).toBe("routing-only");
  });

  it("routes by a node used in two graphs: routing-only", () => {
    const end = `export const app = graph.compile(); export const second = new StateGraph(State).addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addEdge(START, "pick").addConditionalEdges("pick", (s: S) => s.next, ["fares", "hotels"]).compile();`;
    expect(classOfPick(`${NEXT} return { next: d.next };`, { end })).toBe("routing-only");
  });

  it("routes in one graph and is told in another that shares the node: mixed", () => {
    const end = `export const app = graph.compile(); const tell = async (s: S) => ({ messages: [await worker.invoke("You go to " + s.next)] }); export const second = new StateGraph(State).addNode("pick", pick).addNode("tell", tell).addEdge(START, "pick").addEdge("pick", "tell").compile();`;
    expect(classOfPick(`${NEXT} return { next: d.next };`, { end })).toBe("mixed");
  });
});

describe("what looks like routing and is work", () => {
  it("a classification that becomes part of a prompt", () => {
    const parts = {
      channels: `topic: Annotation<string>(),`,
      fares: `return { messages: [await worker.invoke("Topic: " + s.topic)] };`,
      route: `(s: S) => "fares"`,
      map: "",
    };
    expect(classOfPick(`${NEXT} return { topic: d.next };`, parts)).toBe("reasoning");
  });

  it("a title, a summary or an extraction in a router's node", () => {
    const parts = {
      channels: `title: Annotation<string>(),`,
      picker: `new ChatOpenAI({})`,
      fares: `return { messages: [await worker.invoke(s.title)] };`,
      route: `(s: S) => (s.messages.length > 2 ? "fares" : "done")`,
    };
    expect(
      classOfPick(`const r = await picker.invoke(s.messages); return { title: r.content as string };`, parts),
    ).toBe("reasoning");
  });

  it("a name like supervisor on a node that answers", () => {
    const audit = auditText(
      `import { StateGraph, MessagesAnnotation, START } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); const supervisor = async (s: any) => ({ messages: [await m.invoke(s.messages)] }); export const app = new StateGraph(MessagesAnnotation).addNode("supervisor", supervisor).addEdge(START, "supervisor").compile();`,
    );
    expect(app(audit)).toMatchObject({ shape: "single-agent", conductor: null });
    expect(site(audit, "a.ts", "m.invoke").classification).toBe("reasoning");
  });

  it("a worker's own tool choice", () => {
    const audit = auditText(
      desk(`return { next: "fares" };`, {
        fares: `const r = await worker.bindTools([]).invoke(s.messages); if (r.tool_calls?.length) { return { messages: [r, new AIMessage("tool")] }; } return { messages: [r] };`,
      }),
    );
    expect(site(audit, "a.ts", "bindTools").classification).toBe("reasoning");
  });
});

describe("what looks like work and is routing", () => {
  it("a decision whose channel is named answer", () => {
    const parts = { channels: `answer: Annotation<string>(),`, route: `(s: S) => s.answer` };
    expect(picked(`${NEXT} return { answer: d.next };`, parts)).toMatchObject({
      classification: "routing-only",
      decides: "target",
    });
  });

  it("a decision in a node named writer", () => {
    expect(
      picked(`${NEXT} return { next: d.next };`, {
        graph: `const graph = new StateGraph(State).addNode("writer", pick).addNode("fares", fares).addNode("hotels", hotels).addEdge(START, "writer").addConditionalEdges("writer", (s: S) => s.next, ["fares", "hotels"]);`,
      }),
    ).toMatchObject({ classification: "routing-only" });
  });

  it("a decision kept in a message that only the router reads is mixed all the same: messages are seen", () => {
    expect(
      classOfPick(`${NEXT} return { messages: [new AIMessage(d.next)] };`, {
        route: `(s: S) => s.messages.at(-1)!.content as string`,
      }),
    ).not.toBe("routing-only");
  });
});

describe("numbers of sites", () => {
  it("one for each call, not one for each graph that runs it", () => {
    const end = `export const a1 = graph.compile(); export const a2 = graph.compile(); export const a3 = graph.compile();`;
    expect(sites(auditText(desk(`${NEXT} return { next: d.next };`, { end })), "picker.")).toHaveLength(1);
  });

  it("one for each worker that shares a helper's text but makes its own call", () => {
    expect(sites(auditText(desk(`return { next: "fares" };`)), "worker.invoke")).toHaveLength(3);
  });

  it("none for a call in a file that tests are made of", () => {
    expect(auditText({ "a.test.ts": desk(NEXT), "__tests__/b.ts": desk(NEXT) }).callSites).toEqual([]);
  });

  it("those of samples in a test folder", () => {
    expect(
      auditText({ "test/sample/a.ts": desk(`${NEXT} return { next: d.next };`) }).callSites.length,
    ).toBeGreaterThan(0);
  });

  it("none for a file in dist or node_modules", () => {
    expect(auditText({ "dist/a.js": desk(NEXT), "node_modules/x/a.js": desk(NEXT) }).callSites).toEqual([]);
  });
});
