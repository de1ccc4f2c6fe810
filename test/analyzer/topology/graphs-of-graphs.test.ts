import { describe, expect, it } from "vitest";
import { agentNames, app, arrows, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Command, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});
const work = async (s: any): Promise<any> => ({ messages: [await m.invoke(s.messages)] });`;

describe("fan-out and joins", () => {
  it("two edges out of one node, joined in a third", () => {
    const found = app(
      auditText(
        `${G} export const app = new StateGraph(MessagesAnnotation).addNode("a", work).addNode("b", work).addNode("c", work).addNode("d", work).addEdge(START, "a").addEdge("a", "b").addEdge("a", "c").addEdge(["b", "c"], "d").addEdge("d", END).compile();`,
      ),
    );
    expect(arrows(found, "static")).toEqual(["__start__>a", "a>b", "a>c", "b>d", "c>d", "d>__end__"]);
    expect(found.conductor).toBeNull();
  });

  it("a map-reduce by Send is no supervisor", () => {
    const found = app(
      auditText(
        `${G} export const app = new StateGraph(MessagesAnnotation).addNode("plan", work).addNode("write", work).addNode("join", work).addEdge(START, "plan").addConditionalEdges("plan", (s: any) => s.items.map((x: any) => new Send("write", { x })), ["write"]).addEdge("write", "join").addEdge("join", END).compile();`,
      ),
    );
    expect(found.shape).not.toBe("supervisor");
    expect(arrows(found)).toContain("plan>write");
  });

  it("a supervisor that sends to several at once is a supervisor", () => {
    const found = app(
      auditText(`${G} const boss = async (s: any) => { const r: any = await m.invoke(s.messages); return new Command({ goto: r.content.includes("x") ? [new Send("a", s), new Send("b", s)] : END }); };
      export const app = new StateGraph(MessagesAnnotation).addNode("boss", boss, { ends: ["a", "b", END] }).addNode("a", work).addNode("b", work).addEdge(START, "boss").addEdge("a", "boss").addEdge("b", "boss").compile();`),
    );
    expect(found).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(arrows(found, "send")).toEqual(["boss>a", "boss>b"]);
  });
});

describe("hierarchies and routers in front", () => {
  it("a router in front of a supervisor does not hide the supervisor", () => {
    const found = app(
      auditText(
        `${G} export const app = new StateGraph(MessagesAnnotation).addNode("gate", work).addNode("boss", work).addNode("a", work).addNode("b", work).addEdge(START, "gate").addConditionalEdges("gate", (s: any) => (s.ok ? "boss" : END), ["boss", END]).addConditionalEdges("boss", (s: any) => s.next, ["a", "b", END]).addEdge("a", "boss").addEdge("b", "boss").compile();`,
      ),
    );
    expect(found).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
  });

  it("a supervisor whose workers have tool loops of their own", () => {
    const audit =
      auditText(`import { ToolNode } from "@langchain/langgraph/prebuilt"; ${G} const calls = (s: any) => (s.messages.at(-1).tool_calls?.length ? "tools_a" : "boss");
      export const app = new StateGraph(MessagesAnnotation).addNode("boss", work).addNode("a", work).addNode("tools_a", new ToolNode([])).addNode("b", work).addEdge(START, "boss").addConditionalEdges("boss", (s: any) => s.next, ["a", "b", END]).addConditionalEdges("a", calls, ["tools_a", "boss"]).addEdge("tools_a", "a").addEdge("b", "boss").compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(agentNames(app(audit))).toEqual(["a", "b"]);
  });

  it("a supervisor by createSupervisor inside a hand-written graph are two apps", () => {
    const audit =
      auditText(`import { createSupervisor } from "@langchain/langgraph-supervisor"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; ${G} const x = createReactAgent({ llm: m, tools: [], name: "x" }); const y = createReactAgent({ llm: m, tools: [], name: "y" }); const team = createSupervisor({ agents: [x, y], llm: m }).compile({ name: "team" });
      export const top = new StateGraph(MessagesAnnotation).addNode("team", team).addNode("end", work).addEdge(START, "team").addEdge("team", "end").compile();`);
    expect(audit.apps.map((a) => a.shape).sort()).toEqual(["pipeline", "supervisor"]);
    expect(app(audit, "top").agents.find((a) => a.name === "team")?.kind).toBe("subgraph");
  });

  it("one function that answers after every worker is a conductor without a node, or a supervisor", () => {
    const found = app(
      auditText(`${G} const next = async (s: any) => { const r: any = await m.invoke(s.messages); return r.content === "a" ? "a" : r.content === "b" ? "b" : END; };
      export const app = new StateGraph(MessagesAnnotation).addNode("a", work).addNode("b", work).addConditionalEdges(START, next, ["a", "b", END]).addConditionalEdges("a", next, ["a", "b", END]).addConditionalEdges("b", next, ["a", "b", END]).compile();`),
    );
    expect(["supervisor", "router"]).toContain(found.shape);
  });
});

describe("names", () => {
  it("of agents may hold any character", () => {
    const found = app(
      auditText(
        `${G} export const app = new StateGraph(MessagesAnnotation).addNode("größe \\u0001 <b>", work).addNode("__proto__", work).addNode("constructor", work).addEdge(START, "constructor" as any).compile();`,
      ),
    );
    expect(found.agents.map((a) => a.name).sort()).toEqual(["__proto__", "constructor", "größe \u0001 <b>"]);
  });

  it("of an app come from the compile options before the variable", () => {
    expect(
      auditText(
        `${G} export const x = new StateGraph(MessagesAnnotation).addNode("a", work).addEdge(START, "a").compile({ name: "desk" });`,
      ).apps[0]?.name,
    ).toBe("desk");
  });

  it("of an app come from the function that returns it", () => {
    expect(
      auditText(
        `${G} export function buildDesk() { return new StateGraph(MessagesAnnotation).addNode("a", work).addEdge(START, "a").compile(); }`,
      ).apps[0]?.name,
    ).toBe("buildDesk");
  });

  it("of an app are null when nothing names it", () => {
    expect(
      auditText(
        `${G} export default new StateGraph(MessagesAnnotation).addNode("a", work).addEdge(START, "a").compile();`,
      ).apps[0]?.name,
    ).toBeNull();
  });
});

describe("a graph as a node", () => {
  const parent = (inner: string, more = "") =>
    app(
      auditText(`${G} ${more} const pick = async (s: any) => { ${inner} return new Command({ goto: s.x ? "a" : "b", graph: Command.PARENT }); };
      const first = new StateGraph(MessagesAnnotation).addNode("pick", pick).addEdge(START, "pick").compile(); const note = () => ({});
      export const app = new StateGraph(MessagesAnnotation).addNode("first", first, { ends: ["a", "b"] }).addNode("a", note).addNode("b", note).addEdge(START, "first").compile();`),
      "app",
    );

  it("decides by a model where a node of it runs one", () => {
    expect(parent("await m.invoke(s.messages);")).toMatchObject({ conductor: { node: "first" } });
  });

  it("decides by code where none does", () => {
    const found = parent("");
    expect(found.conductor).toBeNull();
    expect(found.verdict.reasons.join(" ")).not.toContain("runs a model in another graph");
  });
});
