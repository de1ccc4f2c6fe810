import { describe, expect, it } from "vitest";
import { agentNames, app, auditText } from "../../harness/audit-text.ts";

const DESK = (body: string, extra = "") =>
  auditText(`import { createAgent, tool } from "langchain"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const model = new ChatOpenAI({});
const fares = createAgent({ model, tools: [], name: "fares" });
const hotels = createAgent({ model, tools: [] });
${extra}
const send = tool(async ({ to, task }: { to: "fares" | "hotels"; task: string }) => { ${body} }, { name: "send", description: "d", schema: z.object({ to: z.enum(["fares", "hotels"]), task: z.string() }) });
export const desk = createAgent({ model, tools: [send], name: "desk" });`).apps.find(
    (x) => x.conductor?.node === "desk",
  );

describe("one tool that picks an agent by its argument", () => {
  it.each([
    ["from an object", "return (await desks[to].invoke(task)).messages;", "const desks = { fares, hotels };"],
    [
      "from a map",
      "return desks.get(to)!.invoke(task);",
      `const desks = new Map([["fares", fares], ["hotels", hotels]]);`,
    ],
    ["by a condition", `if (to === "fares") return fares.invoke(task); else return hotels.invoke(task);`, ""],
    ["by a ternary", `return (to === "fares" ? fares : hotels).invoke(task);`, ""],
    [
      "by a switch",
      `switch (to) { case "fares": return fares.invoke(task); default: return hotels.invoke(task); }`,
      "",
    ],
    [
      "in a helper",
      "return run(to, task);",
      "const desks = { fares, hotels }; const run = (to: keyof typeof desks, t: string) => desks[to].invoke(t);",
    ],
  ])("has those agents as workers: %s", (_how, body, extra) => {
    const found = DESK(body, extra);
    expect(found?.shape).toBe("agents-as-tools");
    expect(found && agentNames(found)).toEqual(["fares", "hotels"]);
    expect(found?.dynamic).toEqual([]);
  });

  it("says so where more agents may come at run time", () => {
    const found = DESK(
      "return desks[to].invoke(task);",
      "declare const more: Record<string, typeof fares>; const desks = { fares, ...more };",
    );
    expect(found && agentNames(found)).toContain("fares");
    expect(found?.dynamic.map(({ what }) => what)).toEqual(["agents"]);
    expect(found?.verdict.reasons.join(" ")).not.toMatch(/1 agent:/);
  });

  it("is itself the worker where it runs one agent, or one after the other", () => {
    expect(DESK("return fares.invoke(task);")?.agents.map(({ name }) => name)).toEqual(["desk", "send"]);
    expect(DESK("await fares.invoke(task); return hotels.invoke(task);")?.agents.map(({ name }) => name)).toEqual([
      "desk",
      "send",
    ]);
  });
});

describe("a node that executes tools behind which agents work", () => {
  const T = `import { StateGraph, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { createReactAgent, ToolNode } from "@langchain/langgraph/prebuilt"; import { tool } from "@langchain/core/tools"; import { ChatOpenAI } from "@langchain/openai";
    const m = new ChatOpenAI({}); const fares = createReactAgent({ llm: m, tools: [], name: "fares" }); const hotels = createReactAgent({ llm: m, tools: [], name: "hotels" });
    const askFares = tool(async ({ q }: any) => (await fares.invoke({ messages: [q] })).messages.at(-1)!.content, { name: "ask_fares" }); const askHotels = tool(async ({ q }: any) => (await hotels.invoke({ messages: [q] })).messages.at(-1)!.content, { name: "ask_hotels" });
    const clock = tool(() => "noon", { name: "clock" }); const first = async (s: any): Promise<any> => ({ messages: [await m.invoke(s.messages)] });`;
  const graph = (tools: string, more = `.addEdge(START, "talk")`) =>
    app(
      auditText(`${T} const all = ${tools}; const talking = m.bindTools(all); const talk = async (s: any): Promise<any> => ({ messages: [await talking.invoke(s.messages)] });
      export const app = new StateGraph(MessagesAnnotation).addNode("first", first).addNode("talk", talk).addNode("tools", new ToolNode(all))${more}.addEdge("first", "talk").addConditionalEdges("talk", (s: any) => s.messages.at(-1).tool_calls?.length ? "tools" : END).addEdge("tools", "talk").compile();`),
      "app",
    );

  it("is conducted by whoever calls the tools", () => {
    const found = graph("[askFares, askHotels, clock]");
    expect(found).toMatchObject({ shape: "agents-as-tools", conductor: { node: "talk" } });
    expect(agentNames(found)).toEqual(["ask_fares", "ask_hotels", "first"]);
    expect(found.agents.find((it) => it.name === "ask_fares")).toMatchObject({ inside: "tools", kind: "tool" });
  });

  it("is so too where code at the entry may ask another node first", () => {
    const found = graph("[askFares, askHotels]", `.addConditionalEdges(START, (s: any) => s.ready ? "talk" : "first")`);
    expect(found).toMatchObject({ shape: "agents-as-tools", conductor: { node: "talk" } });
  });

  it("names the agents among which one tool picks", () => {
    const one = `[tool(async ({ to, q }: any) => (to === "fares" ? fares : hotels).invoke({ messages: [q] }), { name: "send" })]`;
    expect(agentNames(graph(one))).toEqual(["fares", "first", "hotels"]);
  });

  it("has nobody behind it where its tools run none", () => {
    expect(graph("[clock]")).toMatchObject({ conductor: null });
  });
});
