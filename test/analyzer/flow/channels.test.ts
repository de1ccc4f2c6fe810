import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";
import { classOfPick, desk } from "../../harness/desk-text.ts";

const G = `import { StateGraph, Annotation, Command, MessagesAnnotation, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const llm = new ChatOpenAI({}); const picker = llm.withStructuredOutput(z.object({ next: z.enum(["a", "b"]), why: z.string() }));`;
const BASE = `const S = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>(), why: Annotation<string>(), doc: Annotation<string>() }); type T = typeof S.State;
const work = async (s: T): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });`;
const NEXT = `const d = await picker.invoke(s.messages);`;

describe("a channel is known by its graph, not by its name:", () => {
  it("the same name in another graph says nothing", () => {
    const audit =
      auditText(`${G} ${BASE} const pick = async (s: T): Promise<any> => { ${NEXT} return { next: d.next }; };
      export const one = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: T) => s.next, ["a", "b"]).compile();
      const Q = Annotation.Root({ next: Annotation<string>(), out: Annotation<any>() }); const tell = async (s: typeof Q.State) => ({ out: await llm.invoke(s.next) });
      export const two = new StateGraph(Q).addNode("tell", tell).addEdge(START, "tell").compile();`);
    expect(site(audit, "a.ts", "picker.invoke").classification).toBe("routing-only");
  });

  it("the same state type in another graph, where a node shows the field, says nothing", () => {
    const audit =
      auditText(`${G} ${BASE} const pick = async (s: T): Promise<any> => { ${NEXT} return { next: d.next }; }; const tell = async (s: T) => ({ messages: [await llm.invoke(s.next)] });
      export const one = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: T) => s.next, ["a", "b"]).compile();
      export const two = new StateGraph(S).addNode("tell", tell).addEdge(START, "tell").compile();`);
    expect(site(audit, "a.ts", "picker.invoke").classification).toBe("routing-only");
  });

  it("a sub-graph that shares the channel and shows it makes the pick mixed", () => {
    const audit =
      auditText(`${G} ${BASE} const pick = async (s: T): Promise<any> => { ${NEXT} return { next: d.next, why: d.why }; }; const tell = async (s: T) => ({ messages: [await llm.invoke(s.why)] });
      const sub = new StateGraph(S).addNode("tell", tell).addEdge(START, "tell").compile();
      export const one = new StateGraph(S).addNode("pick", pick).addNode("a", sub).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: T) => s.next, ["a", "b"]).compile();`);
    expect(site(audit, "a.ts", "picker.invoke").classification).toBe("mixed");
  });

  it("a pick in a sub-graph whose parent routes on the field is routing-only", () => {
    const audit =
      auditText(`${G} ${BASE} const pick = async (s: T): Promise<any> => { ${NEXT} return { next: d.next }; };
      const sub = new StateGraph(S).addNode("pick", pick).addEdge(START, "pick").compile();
      export const top = new StateGraph(S).addNode("sub", sub).addNode("a", work).addNode("b", work).addEdge(START, "sub").addConditionalEdges("sub", (s: T) => s.next, ["a", "b"]).compile();`);
    expect(site(audit, "a.ts", "picker.invoke").classification).toBe("routing-only");
  });

  it("a sub-graph invoked in a node hands its field to whoever reads the result", () => {
    const audit =
      auditText(`${G} ${BASE} const pick = async (s: T): Promise<any> => { ${NEXT} return { next: d.next, why: d.why }; };
      const sub = new StateGraph(S).addNode("pick", pick).addEdge(START, "pick").compile(); const run = async (s: T) => { const r = await sub.invoke(s); return { next: r.next, messages: [r.why] as any }; };
      export const top = new StateGraph(S).addNode("run", run).addNode("a", work).addNode("b", work).addEdge(START, "run").addConditionalEdges("run", (s: T) => s.next, ["a", "b"]).compile();`);
    expect(site(audit, "a.ts", "picker.invoke").classification).toBe("mixed");
  });
});

describe("a text that a caller of the graph reads is content:", () => {
  const graph = (after: string) =>
    site(
      auditText(`${G} ${BASE} const pick = async (s: T): Promise<any> => { ${NEXT} return { next: d.next, why: d.why }; };
        const app = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: T) => s.next, ["a", "b"]).compile(); ${after}`),
      "a.ts",
      "picker.invoke",
    ).classification;

  it("from what invoke returns", () => {
    expect(
      graph(
        `export const go = async () => { const r = await app.invoke({ messages: [] }); return { answer: r.messages, because: r.why }; };`,
      ),
    ).toBe("mixed");
  });

  it("from a destructured result", () => {
    expect(
      graph(`export const go = async () => { const { why } = await app.invoke({ messages: [] }); return why; };`),
    ).toBe("mixed");
  });

  it("from the whole result sent as a response", () => {
    expect(
      graph(`export const go = async (req: any, res: any) => { const r = await app.invoke(req.body); res.json(r); };`),
    ).toBe("mixed");
  });

  it("from getState().values", () => {
    expect(graph(`export const go = async (config: any) => (await app.getState(config)).values.why;`)).toBe("mixed");
  });

  it("printed by a command line, where the console is the product", () => {
    expect(
      graph(`async function main() { const r = await app.invoke({ messages: [] }); console.log(r.why); } main();`),
    ).toBe("mixed");
  });

  it("a label too, where the caller reads it by its name and shows it", () => {
    const label = (end: string) =>
      site(
        auditText(desk(`const d = await picker.invoke(s.messages); return { next: d.next };`, { end })),
        "a.ts",
        "picker.",
      ).classification;
    const run = `const app = graph.compile(); export async function go(socket: any, m: any)`;
    for (const end of [
      `${run} { const r = await app.invoke(m); socket.emit("said", { text: r.messages.at(-1).content, next: r.next }); }`,
      `${run} { const { next } = await app.invoke(m); socket.emit("said", { kind: next }); }`,
      `${run} { const r = await app.invoke(m); return { kind: r.next }; }`,
    ])
      expect(label(end), end).toBe("mixed");
    expect(label(`${run} { const r = await app.invoke(m); socket.emit("said", r); }`)).toBe("routing-only");
  });

  it("but not when the caller reads the messages only", () => {
    expect(
      graph(
        `export const go = async () => { const r = await app.invoke({ messages: [] }); return r.messages.at(-1); };`,
      ),
    ).toBe("routing-only");
  });
});

describe("messages are content, and", () => {
  const agent = (route: string) =>
    site(
      auditText(`${G} ${BASE} import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt"; const model = llm.bindTools([]); const call = async (s: T): Promise<any> => ({ messages: [await model.invoke(s.messages)] });
        export const app = new StateGraph(S).addNode("agent", call).addNode("tools", new ToolNode([])).addNode("a", work).addEdge(START, "agent")${route}.addEdge("tools", "agent").compile();`),
      "a.ts",
      "model.invoke",
    ).classification;

  it("a route when the edge after this very node reads tool_calls", () => {
    expect(
      agent(
        `.addConditionalEdges("agent", (s: T) => ((s.messages.at(-1) as any).tool_calls?.length ? "tools" : END), ["tools", END])`,
      ),
    ).toBe("mixed");
  });

  it("a route when the edge is the prebuilt tools condition", () => {
    expect(agent(`.addConditionalEdges("agent", toolsCondition)`)).toBe("mixed");
  });

  it("a route when a helper of the edge reads tool_calls", () => {
    expect(
      agent(
        `.addConditionalEdges("agent", (s: T) => (wants(s) ? "tools" : END), ["tools", END]); function wants(s: T) { return (s.messages.at(-1) as any).tool_calls?.length > 0; } new StateGraph(S)`,
      ),
    ).toBe("mixed");
  });

  it("no route when another node's edge reads tool_calls", () => {
    expect(
      agent(
        `.addEdge("agent", "a").addConditionalEdges("a", (s: T) => ((s.messages.at(-1) as any).tool_calls?.length ? "tools" : END), ["tools", END])`,
      ),
    ).toBe("reasoning");
  });
});

describe("a user-written tool loop inside a node", () => {
  it("is reasoning: its tool calls steer only the loop", () => {
    const audit =
      auditText(`${G} ${BASE} const tools: Record<string, any> = {}; const model = llm.bindTools([]); const loop = async (s: T): Promise<any> => { const messages: any[] = [...s.messages]; for (let i = 0; i < 5; i++) { const r = await model.invoke(messages); messages.push(r); if (!r.tool_calls?.length) break; for (const c of r.tool_calls) messages.push(await tools[c.name].invoke(c)); } return { messages: messages.slice(s.messages.length) }; };
      export const app = new StateGraph(S).addNode("loop", loop).addEdge(START, "loop").addEdge("loop", END).compile();`);
    expect(site(audit, "a.ts", "model.invoke").classification).toBe("reasoning");
  });
});

describe("fields", () => {
  it("stored under one key and read apart are told apart", () => {
    const parts = {
      channels: `decision: Annotation<{ next: string; why: string }>(),`,
      route: `(s: S) => s.decision.next`,
    };
    expect(classOfPick(`${NEXT} return { decision: { next: d.next, why: d.reason } };`, parts)).toBe("routing-only");
    expect(
      classOfPick(`${NEXT} return { decision: { next: d.next, why: d.reason } };`, {
        ...parts,
        fares: `return { messages: [await worker.invoke(s.decision.why)] };`,
      }),
    ).toBe("mixed");
  });

  it("written by one node and cleared by another stay routing-only", () => {
    expect(
      classOfPick(`${NEXT} return { next: d.next };`, {
        fares: `return { next: "", messages: [await worker.invoke(s.messages)] };`,
      }),
    ).toBe("routing-only");
  });

  it("copied by a worker to another routed field stay routing-only", () => {
    const parts = {
      channels: `last: Annotation<string>(),`,
      fares: `return { last: s.next, messages: [await worker.invoke(s.messages)] };`,
      route: `(s: S) => (s.next === s.last ? "done" : s.next)`,
    };
    expect(classOfPick(`${NEXT} return { next: d.next };`, parts)).toBe("routing-only");
  });

  it("collected in a list of visited agents that the prompt shows are mixed", () => {
    const parts = {
      channels: `visited: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),`,
      fares: `return { messages: [await worker.invoke("Before you: " + s.visited.join(", "))] };`,
    };
    expect(classOfPick(`${NEXT} return { next: d.next, visited: [d.next] };`, parts)).toBe("mixed");
  });

  it("of which one decides by being true are a route by truth value", () => {
    const audit =
      auditText(`${G} const S = Annotation.Root({ done: Annotation<boolean>(), text: Annotation<string>() }); type T = typeof S.State; const judge = llm.withStructuredOutput(z.object({ done: z.boolean() })); const check = async (s: T) => ({ done: (await judge.invoke("x")).done }); const work = async (s: T) => ({ text: (await llm.invoke("y")).content as string });
      export const app = new StateGraph(S).addNode("work", work).addNode("check", check).addEdge(START, "work").addEdge("work", "check").addConditionalEdges("check", (s: T) => (s.done ? END : "work"), ["work", END]).compile();`);
    expect(site(audit, "a.ts", "judge.invoke").classification).toBe("routing-only");
    expect(site(audit, "a.ts", `llm.invoke("y")`).classification).toBe("reasoning");
  });

  it("of a message stored now and read by the next node's router are a route", () => {
    const audit =
      auditText(`${G} ${BASE} const ask = async (s: T): Promise<any> => ({ doc: (await llm.invoke(["which?", ...s.messages])).content as string }); const pass = async (s: T) => ({ next: s.doc.includes("left") ? "a" : "b" });
      export const app = new StateGraph(S).addNode("ask", ask).addNode("pass", pass).addNode("a", work).addNode("b", work).addEdge(START, "ask").addEdge("ask", "pass").addConditionalEdges("pass", (s: T) => s.next, ["a", "b"]).compile();`);
    expect(site(audit, "a.ts", "which?").classification).toBe("routing-only");
  });

  it("declared with zod, StateSchema or an interface of channels work alike", () => {
    const zod =
      auditText(`${G} const S = z.object({ q: z.string(), next: z.string() }); type T = z.infer<typeof S>; const pick = async (s: T) => ({ next: (await picker.invoke(s.q)).next }); const work = async (s: T) => ({ q: (await llm.invoke(s.q)).content as string });
      export const app = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s) => s.next, ["a", "b"]).compile();`);
    expect(site(zod, "a.ts", "picker.invoke").classification).toBe("routing-only");
    const channels =
      auditText(`${G} interface T { q: string; next: string } const pick = async (s: T) => ({ next: (await picker.invoke(s.q)).next }); const work = async (s: T) => ({ q: (await llm.invoke(s.q)).content as string });
      export const app = new StateGraph<T>({ channels: { q: null, next: null } }).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: T) => s.next, { a: "a", b: "b" }).compile();`);
    expect(site(channels, "a.ts", "picker.invoke").classification).toBe("routing-only");
  });
});

describe("tool calls choose the edge", () => {
  it("also where a function of the project asks the prebuilt condition", () => {
    const audit =
      auditText(`import { StateGraph, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai";
      const llm = new ChatOpenAI({}).bindTools([]); type T = typeof MessagesAnnotation.State; const ask = async (s: T) => ({ messages: [await llm.invoke(s.messages)] });
      const onwards = (s: T) => (toolsCondition(s) === END ? END : "desk");
      export const app = new StateGraph(MessagesAnnotation).addNode("ask", ask).addNode("desk", new ToolNode([])).addEdge(START, "ask").addConditionalEdges("ask", onwards, ["desk", END]).addEdge("desk", "ask").compile();`);
    expect(site(audit, "a.ts", "llm.invoke").classification).toBe("mixed");
  });
});

describe("the arguments of whichever tool was called, returned as the whole update, are mixed", () => {
  const G2 = `${G} ${BASE} const route = { name: "route", schema: z.object({ next: z.enum(["a", "b"]), why: z.string() }) }; const note = { name: "note", schema: z.object({ text: z.string() }) };
    const caller = llm.bindTools([route, note], { tool_choice: "any" }); const pick = async (s: T): Promise<any> => { const r = await caller.invoke(s.messages); return r.tool_calls![0].args; };`;
  const graphed = (edge: string) =>
    site(
      auditText(
        `${G2} export const one = new StateGraph(S).addNode("pick", pick).addNode("a", work).addNode("b", work).addEdge(START, "pick")${edge}.compile();`,
      ),
      "a.ts",
      "caller.invoke",
    ).classification;

  it("where the router after the node asks for one of their fields", () => {
    expect(graphed(`.addConditionalEdges("pick", (s: T) => s.next, ["a", "b"])`)).toBe("mixed");
  });

  it("and content where no router does", () => {
    expect(graphed(`.addEdge("pick", "a")`)).toBe("reasoning");
    expect(graphed(`.addEdge("pick", "a").addConditionalEdges("a", (s: T) => s.next, ["b", END])`)).toBe("reasoning");
  });
});

it("an element that a computed number picks is no field of the list's elements: what it is asked for by another name says nothing", () => {
  const audit =
    auditText(`${G} const S = Annotation.Root({ ...MessagesAnnotation.spec, players: Annotation<any[]>() }); type T = typeof S.State;
    const bios = llm.withStructuredOutput(z.object({ bio: z.string() }));
    const make = async (s: T): Promise<any> => { const { bio } = await bios.invoke(s.messages); return { players: [{ name: "Ann", bio }] }; };
    const talk = async (s: T): Promise<any> => { const { players } = s; const one = players[Math.floor(Math.random() * players.length)];
      const prompts: any = { town: "say " + one.name, mafia: "lie " + one.name }; const prompt = prompts[one.role]; if (!prompt) return new Command({ goto: "make" }); return { messages: [await llm.invoke(prompt)] }; };
    export const app = new StateGraph(S).addNode("make", make).addNode("talk", talk, { ends: ["make"] }).addEdge(START, "make").addEdge("make", "talk").compile();`);
  expect(site(audit, "a.ts", "bios.invoke").classification).not.toMatch(/mixed|routing-only/);
});
