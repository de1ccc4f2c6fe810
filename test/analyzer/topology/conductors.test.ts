import { describe, expect, it } from "vitest";
import { agentNames, app, arrows, auditText } from "../../harness/audit-text.ts";
import { desk } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;
const G = `import { StateGraph, MessagesAnnotation, Annotation, Command, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const m = new ChatOpenAI({});
const work = async (s: any) => ({ messages: [await m.invoke(s.messages)] });`;
const deskApp = (pick: string, parts = {}) => app(auditText(desk(pick, parts)));

describe("a hand-written conductor", () => {
  it("is found by its edges, with its workers", () => {
    const found = deskApp(`${NEXT} return { next: d.next };`);
    expect(found).toMatchObject({ shape: "supervisor", conductor: { node: "pick", file: "a.ts" }, dead: false });
    expect(agentNames(found)).toEqual(["fares", "hotels", "visas"]);
  });

  it("has conditional edges out and static edges back", () => {
    const found = deskApp(`${NEXT} return { next: d.next };`);
    expect(arrows(found, "conditional")).toEqual(["pick>__end__", "pick>fares", "pick>hotels", "pick>visas"]);
    expect(arrows(found, "static")).toEqual(["__start__>pick", "fares>pick", "hotels>pick", "visas>pick"]);
  });

  it("labels an edge whose answer differs from the node's name", () => {
    const edges = deskApp(`${NEXT} return { next: d.next };`).edges;
    expect(edges.find((e) => e.to === "__end__")?.label).toBe("done");
    expect(edges.find((e) => e.to === "fares" && e.from === "pick")?.label).toBeNull();
  });

  it("is found with Command instead of a router", () => {
    const audit =
      auditText(`${G} async function boss(s: any) { const d = await m.withStructuredOutput(z.object({ next: z.enum(["a", "b", "__end__"]) })).invoke(s.messages); return new Command({ goto: d.next }); }
      export const app = new StateGraph(MessagesAnnotation).addNode("boss", boss, { ends: ["a", "b", END] }).addNode("a", work).addNode("b", work).addEdge(START, "boss").addEdge("a", "boss").addEdge("b", "boss").compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(arrows(app(audit), "command")).toEqual(["boss>__end__", "boss>a", "boss>b"]);
  });

  it("is no agent whose tool calls a person approves before they run", () => {
    const T = `import { ToolNode } from "@langchain/langgraph/prebuilt"; import { interrupt } from "@langchain/langgraph"; import { tool } from "@langchain/core/tools"; const look = tool(async () => "x", { name: "look" });`;
    const reviewed = (yes: string) =>
      app(
        auditText(`${T} ${G} const think = async (s: any) => ({ messages: [await m.bindTools([look]).invoke(s.messages)] });
        const review = async (s: any) => { const said = interrupt({ ask: s.messages.at(-1) }); if (said === "yes") return new Command({ goto: "${yes}" }); return new Command({ goto: "think", update: { messages: [said] } }); };
        export const app = new StateGraph(MessagesAnnotation).addNode("think", think).addNode("act", new ToolNode([look])).addNode("write", work).addNode("review", review, { ends: ["${yes}", "think"] }).addEdge(START, "think")
          .addConditionalEdges("think", (s: any) => (s.messages.at(-1).tool_calls?.length ? "review" : END), ["review", END]).addEdge("act", "think").addEdge("write", "think").compile();`),
      );
    expect(reviewed("act").conductor).toBeNull();
    expect(reviewed("write").conductor).not.toBeNull();
  });

  it("is found when workers return by Command too", () => {
    const audit =
      auditText(`${G} const boss = async (s: any) => { const r = await m.invoke(s.messages); return new Command({ goto: r.content === "a" ? "a" : "b" }); };
      const back = async (s: any) => new Command({ goto: "boss", update: { messages: [await m.invoke(s.messages)] } });
      export const app = new StateGraph(MessagesAnnotation).addNode("boss", boss, { ends: ["a", "b"] }).addNode("a", back, { ends: ["boss"] }).addNode("b", back, { ends: ["boss"] }).addEdge(START, "boss").compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(arrows(app(audit), "command")).toEqual(["a>boss", "b>boss", "boss>a", "boss>b"]);
  });

  it("is found when return edges are added in forEach", () => {
    const found = deskApp(`${NEXT} return { next: d.next };`, { end: `` });
    expect(found.shape).toBe("supervisor");
    const audit =
      auditText(`${G} const names = ["a", "b", "c"] as const; const g = new StateGraph(MessagesAnnotation).addNode("boss", work); names.forEach((n) => { g.addNode(n, work); g.addEdge(n as any, "boss"); });
      g.addConditionalEdges("boss", (s: any) => s.next, { a: "a", b: "b", c: "c" } as any).addEdge(START, "boss"); export const app = g.compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(agentNames(app(audit))).toEqual(["a", "b", "c"]);
  });

  it("is found with nodes added in for..of over an object's entries", () => {
    const audit =
      auditText(`${G} const table = { a: work, b: work }; const g: any = new StateGraph(MessagesAnnotation).addNode("boss", work); for (const [name, fn] of Object.entries(table)) { g.addNode(name, fn); g.addEdge(name, "boss"); }
      g.addConditionalEdges("boss", (s: any) => s.next, [...Object.keys(table), END]); g.addEdge(START, "boss"); export const app = g.compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(arrows(app(audit), "conditional")).toEqual(["boss>__end__", "boss>a", "boss>b"]);
  });

  it("counts a step that always runs the same tool among its workers, an executor of tool calls not", () => {
    const T = `import { tool } from "@langchain/core/tools"; const look = tool(async () => "x", { name: "look" });`;
    const graph = (body: string) =>
      app(
        auditText(`${G} ${T} const boss = async (s: any) => ({ next: (await m.invoke(s.messages)).content }); const step = async (s: any): Promise<any> => { ${body} };
        export const app = new StateGraph(MessagesAnnotation).addNode("boss", boss).addNode("step", step).addNode("a", work).addNode("b", work).addEdge(START, "boss").addConditionalEdges("boss", (s: any) => s.next, ["step", "a", "b", END]).addEdge("step", "boss").addEdge("a", "boss").addEdge("b", "boss").compile();`),
      );
    expect(agentNames(graph(`return { found: await look.invoke({ q: s.q }) };`))).toEqual(["a", "b", "step"]);
    const executor = `const [call] = s.messages.at(-1).tool_calls; return { messages: [await look.invoke(call.args)] };`;
    expect(agentNames(graph(executor))).toEqual(["a", "b"]);
  });

  it("is found when its workers' names are run-time values, which are said and not guessed", () => {
    const audit =
      auditText(`${G} export async function build(rows: any[]) { const g: any = new StateGraph(MessagesAnnotation).addNode("boss", work); const ways: any = {};
      for (const row of rows) { g.addNode(row.name, work); ways[row.name] = row.name; } for (const worker of rows.map((r) => r.name)) g.addEdge(worker, "boss");
      g.addConditionalEdges("boss", (s: any) => s.next, { ...ways, done: END }); g.addEdge(START, "boss"); return g.compile(); }`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" }, chains: [] });
    expect(agentNames(app(audit))).toEqual(["<row.name>"]);
    expect(app(audit).dynamic.map((d) => `${d.what} ${d.expr}`)).toContain("node row.name");
  });

  it("is found when its own name is a run-time value too", () => {
    const audit =
      auditText(`${G} export async function build(boss: any, rows: any[]) { const g: any = new StateGraph(MessagesAnnotation); for (const row of rows) g.addNode(row.name, work);
      g.addNode(boss.name, work); for (const id of boss.workers) g.addEdge(id, boss.name); g.addConditionalEdges(boss.name, (s: any) => s.next); g.addEdge(START, boss.name); return g.compile(); }`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "<boss.name>" } });
  });

  it("is found when the loop that adds nodes stands in a function", () => {
    const audit =
      auditText(`${G} function wire(g: any, names: string[]) { for (const n of names) { g.addNode(n, work); g.addEdge(n, "boss"); } return g; }
      const g: any = new StateGraph(MessagesAnnotation).addNode("boss", work).addEdge(START, "boss"); wire(g, ["a", "b"]); g.addConditionalEdges("boss", (s: any) => s.next, ["a", "b"]); export const app = g.compile();`);
    expect(arrows(app(audit))).toEqual(["__start__>boss", "a>boss", "b>boss", "boss>a", "boss>b"]);
  });

  it("is found when it is code without a model", () => {
    const audit =
      auditText(`${G} const S = Annotation.Root({ ...MessagesAnnotation.spec, step: Annotation<number>() }); const boss = async (s: any) => ({ step: (s.step ?? 0) + 1 });
      export const app = new StateGraph(S).addNode("boss", boss).addNode("a", work).addNode("b", work).addEdge(START, "boss").addConditionalEdges("boss", (s) => (s.step === 1 ? "a" : s.step === 2 ? "b" : END), ["a", "b", END]).addEdge("a", "boss").addEdge("b", "boss").compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
  });

  it("is found when workers come back through a node that runs no model", () => {
    const audit =
      auditText(`${G} const save = async (s: any) => ({}); export const app = new StateGraph(MessagesAnnotation).addNode("boss", work).addNode("a", work).addNode("b", work).addNode("save", save)
      .addEdge(START, "boss").addConditionalEdges("boss", (s: any) => s.next, ["a", "b", END]).addEdge("a", "save").addEdge("b", "save").addEdge("save", "boss").compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
  });

  it("is found when the graph is built in a class", () => {
    const audit =
      auditText(`${G} export class Desk { private graph: any; constructor() { this.graph = new StateGraph(MessagesAnnotation).addNode("boss", this.boss.bind(this)).addNode("a", this.a.bind(this)).addNode("b", this.b.bind(this)); this.wire(); }
      private wire() { this.graph.addEdge(START, "boss"); this.graph.addConditionalEdges("boss", (s: any) => s.next, { a: "a", b: "b" }); this.graph.addEdge("a", "boss"); this.graph.addEdge("b", "boss"); }
      async boss(s: any) { return { next: (await m.invoke(s.messages)).content }; } async a(s: any) { return work(s); } async b(s: any) { return work(s); } build() { return this.graph.compile(); } }`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
  });

  it("is found across files with names from an enum", () => {
    const audit = auditText({
      "names.ts": `export enum N { Boss = "boss", A = "a", B = "b" }`,
      "nodes.ts": `import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({}); export const work = async (s: any) => ({ messages: [await m.invoke(s.messages)] });`,
      "graph.ts": `import { StateGraph, MessagesAnnotation, START } from "@langchain/langgraph"; import { N } from "./names"; import { work } from "./nodes";
        export const app = new StateGraph(MessagesAnnotation).addNode(N.Boss, work).addNode(N.A, work).addNode(N.B, work).addEdge(START, N.Boss).addConditionalEdges(N.Boss, (s: any) => (s.x ? N.A : N.B)).addEdge(N.A, N.Boss).addEdge(N.B, N.Boss).compile();`,
    });
    expect(arrows(app(audit))).toEqual(["__start__>boss", "a>boss", "b>boss", "boss>a", "boss>b"]);
  });

  it("is found among sub-graphs as workers", () => {
    const audit =
      auditText(`${G} const sub = () => new StateGraph(MessagesAnnotation).addNode("w", work).addEdge(START, "w").compile();
      export const top = new StateGraph(MessagesAnnotation).addNode("boss", work).addNode("a", sub()).addNode("b", sub()).addEdge(START, "boss").addConditionalEdges("boss", (s: any) => s.next, ["a", "b", END]).addEdge("a", "boss").addEdge("b", "boss").compile();`);
    expect(app(audit, "top")).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(app(audit, "top").agents.find((a) => a.name === "a")?.kind).toBe("subgraph");
  });

  it("is found at both levels of a hierarchy", () => {
    const team = (name: string) =>
      `const ${name} = new StateGraph(MessagesAnnotation).addNode("lead", work).addNode("x", work).addNode("y", work).addEdge(START, "lead").addConditionalEdges("lead", (s: any) => s.next, ["x", "y", END]).addEdge("x", "lead").addEdge("y", "lead").compile();`;
    const audit = auditText(
      `${G} ${team("one")}\n${team("two")}\nexport const top = new StateGraph(MessagesAnnotation).addNode("boss", work).addNode("t1", one).addNode("t2", two).addEdge(START, "boss").addConditionalEdges("boss", (s: any) => s.next, ["t1", "t2", END]).addEdge("t1", "boss").addEdge("t2", "boss").compile();`,
    );
    expect(audit.apps.map((a) => [a.name, a.shape, a.conductor?.node, a.dead])).toEqual([
      ["one", "supervisor", "lead", false],
      ["two", "supervisor", "lead", false],
      ["top", "supervisor", "boss", false],
    ]);
  });

  it("with a tool loop of its own keeps its workers apart from its tools", () => {
    const audit =
      auditText(`import { ToolNode } from "@langchain/langgraph/prebuilt"; ${G} const tools = new ToolNode([]);
      export const app = new StateGraph(MessagesAnnotation).addNode("boss", work).addNode("tools", tools).addNode("a", work).addNode("b", work).addEdge(START, "boss").addConditionalEdges("boss", (s: any) => (s.messages.at(-1).tool_calls?.length ? "tools" : s.next), ["tools", "a", "b", END]).addEdge("tools", "boss").addEdge("a", "boss").addEdge("b", "boss").compile();`);
    expect(app(audit)).toMatchObject({ shape: "supervisor", conductor: { node: "boss" } });
    expect(agentNames(app(audit))).toEqual(["a", "b"]);
    expect(app(audit).agents.find((a) => a.name === "tools")).toMatchObject({ role: "node", kind: "tool-node" });
  });
});

describe("not a conductor, but", () => {
  it("a router, which decides once", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addNode("pick", work).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: any) => s.next, ["a", "b"]).addEdge("a", END).addEdge("b", END).compile();`,
    );
    expect(app(audit).shape).toBe("router");
  });

  it("a router at the start, without a node of its own", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addNode("a", work).addNode("b", work).addConditionalEdges(START, async (s: any) => ((await m.invoke(s.messages)).content === "a" ? "a" : "b"), ["a", "b"]).addEdge("a", END).addEdge("b", END).compile();`,
    );
    expect(app(audit)).toMatchObject({ shape: "router", conductor: null });
  });

  it("one agent with its tools", () => {
    const audit = auditText(
      `import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt"; ${G} export const app = new StateGraph(MessagesAnnotation).addNode("agent", work).addNode("tools", new ToolNode([])).addEdge(START, "agent").addConditionalEdges("agent", toolsCondition).addEdge("tools", "agent").compile();`,
    );
    expect(app(audit)).toMatchObject({ shape: "single-agent", conductor: null });
    expect(arrows(app(audit), "conditional")).toEqual(["agent>__end__", "agent>tools"]);
  });

  it("one agent whose own executor runs tools that ask a model; with an agent behind one of them it delegates", () => {
    const of = (body: string, made = "") =>
      app(
        auditText(
          `import { tool } from "@langchain/core/tools"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; ${G} const deep = createReactAgent({ llm: m, tools: [] });
          const makeTools = (id: string) => [tool(async ({ q }: any) => ${body}, { name: "sum" }), tool(async () => id, { name: "id" })];
          const agent = async (s: any) => ({ messages: [await m.bindTools(makeTools("x")).invoke(s.messages)] });
          const run = async (s: any) => { const tools = new Map(makeTools("x").map((it) => [it.name, it])); const said: any[] = []; ${made} for (const call of s.messages.at(-1).tool_calls) said.push(await tools.get(call.name)?.invoke(call.args)); return { messages: said }; };
          export const app = new StateGraph(MessagesAnnotation).addNode("agent", agent).addNode("run", run).addEdge(START, "agent").addConditionalEdges("agent", (s: any) => (s.messages.at(-1).tool_calls?.length ? "run" : END), ["run", END]).addEdge("run", "agent").compile();`,
        ),
        "app",
      );
    const own = of("(await m.invoke(q)).content");
    expect(own).toMatchObject({ shape: "single-agent", conductor: null });
    expect(agentNames(own)).toEqual(["agent"]);
    expect(of("(await m.invoke(q)).content", "said.push(await m.invoke(s.messages));").shape).not.toBe("single-agent");
    expect(of("(await deep.invoke({ messages: [q] })).messages.at(-1).content").shape).not.toBe("single-agent");
  });

  it("a pipeline of plain edges", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addNode("a", work).addNode("b", work).addNode("c", work).addEdge(START, "a").addEdge("a", "b").addEdge("b", "c").addEdge("c", END).compile();`,
    );
    expect(app(audit)).toMatchObject({ shape: "pipeline", conductor: null, verdict: { verdict: "leave" } });
    expect(app(audit).chains).toMatchObject([
      { agents: ["a", "b", "c"], basis: "static", confidence: "proven", throughConductor: false },
    ]);
  });

  it("a pipeline by addSequence", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addSequence([["a", work], ["b", work]]).addEdge(START, "a").compile();`,
    );
    expect(app(audit).shape).toBe("pipeline");
    expect(arrows(app(audit), "static")).toEqual(["__start__>a", "a>b"]);
  });

  it("the router, where what workers come back to works for them and sends them on as they asked", () => {
    const found = app(
      auditText(`${G} const S = Annotation.Root({ ...MessagesAnnotation.spec, prev: Annotation<string>(), stock: Annotation<string>() }); type T = typeof S.State;
        const picker = m.withStructuredOutput(z.object({ next: z.enum(["order", "change", "close"]) }));
        const parse = async (s: T) => new Command({ goto: (await picker.invoke(s.messages)).next });
        const stock = async (s: T) => { const r = await m.invoke(s.messages); return new Command({ goto: s.prev, update: { prev: "", stock: String(r.content) } }); };
        const order = async (s: T) => { const r = await m.invoke(s.messages); return s.stock ? new Command({ goto: END, update: { messages: [r] } }) : new Command({ goto: "stock", update: { prev: "order" } }); };
        const change = async (s: T) => { const r = await m.invoke(s.messages); return s.stock ? new Command({ goto: END, update: { messages: [r] } }) : new Command({ goto: "stock", update: { prev: "change" } }); };
        export const graph = new StateGraph(S).addNode("parse", parse, { ends: ["order", "change", "close"] }).addNode("stock", stock, { ends: ["order", "change"] })
          .addNode("order", order, { ends: ["stock", END] }).addNode("change", change, { ends: ["stock", END] }).addNode("close", work).addEdge(START, "parse").addEdge("close", END).compile();`),
    );
    expect(found).toMatchObject({ shape: "router", conductor: { node: "parse", by: "model" } });
    expect(found.verdict.verdict).toBe("migrate");
  });

  it("no router where code only turns failures away, beside a model that works", () => {
    const failing = (choice: string) =>
      app(
        auditText(`${G} const S = Annotation.Root({ ...MessagesAnnotation.spec, error: Annotation<string>(), kind: Annotation<string>() }); type T = typeof S.State;
        const read = async (s: T): Promise<any> => { try { const r = await m.invoke(s.messages); return { messages: [r], kind: String(r.content) }; } catch { return { error: "down" }; } };
        export const graph = new StateGraph(S).addNode("read", read).addNode("write", work).addNode("sorry", async () => ({ messages: [] })).addEdge(START, "read")
          .addConditionalEdges("read", (s: T) => (${choice} ? "sorry" : "write"), ["sorry", "write"]).addEdge("write", END).addEdge("sorry", END).compile();`),
      );
    expect(failing("s.error")).toMatchObject({ conductor: null });
    expect(failing("s.kind === 'spam'")).toMatchObject({ shape: "router", conductor: { node: "read" } });
  });

  it("plan and execute: a planner before a loop of one worker and a replanner", () => {
    const audit =
      auditText(`${G} const S = Annotation.Root({ plan: Annotation<string[]>(), response: Annotation<string>(), past: Annotation<string[]>() });
      const plan = async (s: any) => ({ plan: (await m.withStructuredOutput(z.object({ steps: z.array(z.string()) })).invoke("plan")).steps }); const run = async (s: any) => ({ past: [(await m.invoke(s.plan[0])).content] }); const re = async (s: any) => { const r: any = await m.invoke(s.past); return r.done ? { response: r.text } : { plan: r.steps }; };
      export const app = new StateGraph(S).addNode("plan", plan).addNode("run", run).addNode("re", re).addEdge(START, "plan").addEdge("plan", "run").addEdge("run", "re").addConditionalEdges("re", (s) => (s.response ? "end" : "run"), { end: END, run: "run" }).compile();`);
    expect(app(audit).shape).toBe("plan-execute");
  });

  it("a critic that only decides whether one agent's work goes round again: a router", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addNode("write", work).addNode("check", work).addEdge(START, "write").addEdge("write", "check").addConditionalEdges("check", (s: any) => (s.ok ? END : "write"), ["write", END]).compile();`,
    );
    expect(app(audit)).toMatchObject({ shape: "router", conductor: { node: "check" } });
  });
});
