import { describe, expect, it } from "vitest";
import { agentNames, app, arrows, auditText, site, sites } from "../../harness/audit-text.ts";

const LG = `import { StateGraph, MessageGraph, MessagesAnnotation, MessagesZodState, Annotation, Command, Send, START, END, entrypoint, task } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const m = new ChatOpenAI({});
const work = async (s: any): Promise<any> => ({ messages: [await m.invoke(s.messages)] });`;
const WIRED = `.addNode("a", work).addNode("b", work).addEdge(START, "a").addEdge("a", "b").addEdge("b", END)`;
const shapeOf = (text: string) => app(auditText(`${LG} ${text}`));

describe("a graph is found", () => {
  it("under an own subclass of StateGraph", () => {
    expect(
      agentNames(
        shapeOf(
          `class Desk extends StateGraph<any> {} export const app = new Desk(MessagesAnnotation)${WIRED}.compile();`,
        ),
      ),
    ).toEqual(["a", "b"]);
  });

  it("though casts hide its class, and itself, from types", () => {
    const found = app(
      auditText(`${LG} export async function build() { const graph = new (StateGraph as any)({ channels: {} }); (graph as any).addNode("a", work); (graph as any).addNode("b", work);
        wire(graph as any); return (graph as any).compile(); } function wire(graph: any): void { graph.addEdge("__start__", "a"); graph.addEdge("a", "b"); }`),
    );
    expect(agentNames(found)).toEqual(["a", "b"]);
    expect(arrows(found, "static")).toEqual(["__start__>a", "a>b"]);
    expect(found.graph.kind).toBe("StateGraph");
  });

  it("under an alias and a namespace", () => {
    const audit = auditText(
      `import { StateGraph as Graph } from "@langchain/langgraph"; import * as lg from "@langchain/langgraph"; const f = async () => ({}); export const one = new Graph(lg.MessagesAnnotation).addNode("a", f).addEdge("__start__", "a").compile(); export const two = new lg.StateGraph(lg.MessagesAnnotation).addNode("b", f).addEdge(lg.START, "b").compile();`,
    );
    expect(audit.apps.map((a) => a.name)).toEqual(["one", "two"]);
  });

  it("in CommonJS", () => {
    const audit = auditText({
      "a.js": `const { StateGraph, MessagesAnnotation, START } = require("@langchain/langgraph"); const app = new StateGraph(MessagesAnnotation).addNode("a", async () => ({})).addEdge(START, "a").compile(); module.exports = { app };`,
    });
    expect(app(audit)).toMatchObject({ name: "app", dead: false });
  });

  it("built by a dynamic import", () => {
    const audit = auditText(
      `export async function build() { const { StateGraph, MessagesAnnotation, START } = await import("@langchain/langgraph"); return new StateGraph(MessagesAnnotation).addNode("a", async () => ({})).addEdge(START, "a").compile(); }`,
    );
    expect(app(audit).agents.map((a) => a.name)).toEqual(["a"]);
  });

  it("with statements instead of a chain of calls", () => {
    expect(
      arrows(
        shapeOf(
          `const g = new StateGraph(MessagesAnnotation); g.addNode("a", work); g.addNode("b", work); g.addEdge(START, "a" as any); g.addEdge("a" as any, "b" as any); export const app = g.compile();`,
        ),
      ),
    ).toEqual(["__start__>a", "a>b"]);
  });

  it("with the builder reassigned at each step", () => {
    expect(
      arrows(
        shapeOf(
          `let g: any = new StateGraph(MessagesAnnotation); g = g.addNode("a", work); g = g.addNode("b", work); g = g.addEdge(START, "a"); if (process.env.B) g = g.addEdge("a", "b"); export const app = g.compile();`,
        ),
      ),
    ).toEqual(["__start__>a", "a>b"]);
  });

  it("compiled in another file", () => {
    const audit = auditText({
      "b.ts": `${LG} export const builder = new StateGraph(MessagesAnnotation)${WIRED};`,
      "a.ts": `import { builder } from "./b"; export const desk = builder.compile({ name: "desk" });`,
    });
    expect(app(audit)).toMatchObject({ name: "desk", dead: false, graph: { file: "b.ts" } });
  });

  it("with every form of state schema", () => {
    for (const schema of [
      `MessagesAnnotation`,
      `Annotation.Root({ messages: Annotation<any[]>() })`,
      `z.object({ messages: z.array(z.any()) })`,
      `{ stateSchema: MessagesAnnotation, input: MessagesAnnotation, output: MessagesAnnotation } as any`,
      `{ channels: { messages: null } } as any`,
      `MessagesZodState`,
    ])
      expect(agentNames(shapeOf(`export const app = new StateGraph(${schema})${WIRED}.compile();`)), schema).toEqual([
        "a",
        "b",
      ]);
  });

  it("with nodes given as object with a runnable and options", () => {
    expect(
      agentNames(
        shapeOf(
          `export const app = new StateGraph(MessagesAnnotation).addNode([["a", work], ["b", work]] as any).addEdge(START, "a").compile();`,
        ),
      ),
    ).toEqual(["a", "b"]);
  });

  it("with nodes that are methods, bound and arrow fields of a class", () => {
    const audit = auditText(
      `${LG} class N { async a(s: any) { return work(s); } b = async (s: any) => work(s); static c(s: any) { return work(s); } } const n = new N(); export const app = new StateGraph(MessagesAnnotation).addNode("a", n.a.bind(n)).addNode("b", n.b).addNode("c", N.c).addNode("d", (s) => n.a(s)).addEdge(START, "a").compile();`,
    );
    expect(agentNames(app(audit))).toEqual(["a", "b", "c", "d"]);
  });

  it("with nodes wrapped by a decorator of the project", () => {
    const audit = auditText(
      `${LG} const traced = (name: string, fn: (s: any) => Promise<any>) => async (s: any) => { console.time(name); try { return await fn(s); } finally { console.timeEnd(name); } }; export const app = new StateGraph(MessagesAnnotation).addNode("a", traced("a", work)).addEdge(START, "a").compile();`,
    );
    expect(agentNames(app(audit))).toEqual(["a"]);
  });

  it("with nodes wrapped by something from elsewhere", () => {
    const audit = auditText(
      `import { instrument } from "tracing-kit"; ${LG} export const app = new StateGraph(MessagesAnnotation).addNode("a", instrument(work)).addEdge(START, "a").compile();`,
    );
    expect(agentNames(app(audit))).toEqual(["a"]);
  });

  it("with the object form of addConditionalEdges", () => {
    expect(
      arrows(
        shapeOf(
          `export const app = new StateGraph(MessagesAnnotation).addNode("a", work).addNode("b", work).addEdge(START, "a").addConditionalEdges({ source: "a", path: (s: any) => s.x, pathMap: ["b", END] } as any).compile();`,
        ),
        "conditional",
      ),
    ).toEqual(["a>__end__", "a>b"]);
  });

  it("once for each file that makes one, however alike", () => {
    const text = `${LG} export const app = new StateGraph(MessagesAnnotation)${WIRED}.compile();`;
    const audit = auditText({ "a.ts": text, "b.ts": text });
    expect(audit.apps.map((a) => a.id)).toEqual(["a.ts#app", "b.ts#app"]);
  });

  it("twice with different ids when one file makes two of one name", () => {
    const audit = auditText(
      `${LG} export const one = () => { const g = new StateGraph(MessagesAnnotation)${WIRED}.compile(); return g; }; export const two = () => { const g = new StateGraph(MessagesAnnotation)${WIRED}.compile(); return g; };`,
    );
    expect(new Set(audit.apps.map((a) => a.id)).size).toBe(2);
  });
});

describe("the functional form", () => {
  it("is dispatched by invoke", () => {
    const audit = auditText(
      `${LG} const flow = entrypoint("flow", async (q: string) => q); export const go = () => flow.invoke("x");`,
    );
    expect(audit.dispatchSites).toHaveLength(1);
    expect(sites(audit, "flow")).toEqual([]);
  });
});

describe("an output schema", () => {
  const graph = (output: string) =>
    site(
      auditText(`${LG} const picker = m.withStructuredOutput(z.object({ next: z.enum(["a", "b"]), why: z.string() })); const S = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>(), why: Annotation<string>() }); const O = Annotation.Root({ messages: Annotation<any[]>(), ${output} });
      const pick = async (s: typeof S.State): Promise<any> => { const d = await picker.invoke(s.messages); return { next: d.next, why: d.why }; };
      const app = new StateGraph({ stateSchema: S, output: O } as any).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: any) => s.next, ["a", "b"]).compile(); export const go = async (res: any) => { res.json(await app.invoke({ messages: [] })); };`),
      "a.ts",
      "picker.",
    ).classification;

  it("that holds the text makes it mixed", () => {
    expect(graph("why: Annotation<string>(),")).toBe("mixed");
  });
});

describe("large and odd trees", () => {
  it("a hundred barrels in a row do not matter", () => {
    const files: Record<string, string> = {
      "b0.ts": `import { ChatOpenAI } from "@langchain/openai"; export const llm = new ChatOpenAI({});`,
    };
    for (let i = 1; i <= 100; i++) files[`b${i}.ts`] = `export * from "./b${i - 1}";`;
    const audit = auditText({
      ...files,
      "a.ts": `import { llm } from "./b100"; import "@langchain/core/messages"; export const go = () => llm.invoke("x");`,
    });
    expect(audit.skipped).toEqual([]);
    expect(sites(audit, "llm.invoke").length).toBeLessThanOrEqual(1);
  });

  it("a graph cut off at any place never throws", () => {
    const text = `${LG} const S = Annotation.Root({ next: Annotation<string>() }); const pick = async (s: any) => { const d = await m.invoke(\`a\${s.q}\`); return { next: d.content }; }; export const app = new StateGraph(S).addNode("pick", pick).addConditionalEdges("pick", (s) => s.next, { a: "a", b: END }).compile();`;
    for (let end = 10; end < text.length; end += 37)
      expect(() => auditText(text.slice(0, end)), String(end)).not.toThrow();
  });
});
