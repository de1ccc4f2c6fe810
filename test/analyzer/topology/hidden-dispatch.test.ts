import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Annotation, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});
const S = Annotation.Root({ ...MessagesAnnotation.spec, desk: Annotation<string>(), answer: Annotation<string>() }); type T = typeof S.State;
const fares = async (s: T) => (await m.invoke("fares")).content as string; const hotels = async (s: T) => (await m.invoke("hotels")).content as string;
const pick = async (s: T) => ({ desk: s.messages.length > 3 ? "fares" : "hotels" });`;
const dispatched = (body: string, more = "") =>
  app(
    auditText(`${G} ${more} const run = async (s: T): Promise<any> => { ${body} };
    export const app = new StateGraph(S).addNode("pick", pick).addNode("run", run).addEdge(START, "pick").addEdge("pick", "run").addEdge("run", END).compile();`),
  );
const hidden = (found: ReturnType<typeof app>) =>
  found.agents.flatMap((a) => (a.inside === undefined ? [] : [`${a.inside}/${a.name}`])).sort();

describe("dispatch hidden inside a node", () => {
  it.each([
    [
      "if and else",
      `let answer; if (s.desk === "fares") { answer = await fares(s); } else { answer = await hotels(s); } return { answer };`,
    ],
    [
      "a chain of ifs that return",
      `if (s.desk === "fares") return { answer: await fares(s) }; if (s.desk === "hotels") return { answer: await hotels(s) }; return {};`,
    ],
    [
      "a switch",
      `switch (s.desk) { case "fares": return { answer: await fares(s) }; default: return { answer: await hotels(s) }; }`,
    ],
    [
      "a table of functions",
      `const table: Record<string, any> = { fares, hotels }; return { answer: await table[s.desk](s) };`,
    ],
    ["a table by way of a name", `const work = ({ fares, hotels } as any)[s.desk]; return { answer: await work(s) };`],
    [
      "Promise.all over a table",
      `const table: any = { fares, hotels }; const done = await Promise.all(s.desk.split(",").map((name: string) => table[name](s))); return { answer: done.join() };`,
    ],
    ["a helper of the node", `return { answer: await dispatch(s.desk, s) };`],
  ])("by %s is a router, with its workers", (_, body) => {
    const found = dispatched(
      body,
      `async function dispatch(kind: string, s: T) { switch (kind) { case "fares": return fares(s); case "hotels": return hotels(s); } }`,
    );
    expect(found).toMatchObject({ shape: "router", conductor: { node: "pick" } });
    expect(hidden(found)).toEqual(["run/fares", "run/hotels"]);
  });

  it("conducts from the node itself where no other node writes what it reads", () => {
    const found = app(
      auditText(`${G} const run = async (s: T): Promise<any> => { switch (s.desk) { case "fares": return { answer: await fares(s) }; default: return { answer: await hotels(s) }; } };
      export const app = new StateGraph(S).addNode("run", run).addEdge(START, "run").addEdge("run", END).compile();`),
    );
    expect(found).toMatchObject({ shape: "router", conductor: { node: "run" } });
  });

  it("counts code that runs no model where another node decides and each branch gives the result", () => {
    const found = dispatched(
      `let answer; if (s.desk === "fares") { await note(s); answer = await lookUp(s); } else if (s.desk === "hotels") { answer = await ask(s); } return { answer };`,
      `const note = async (s: T) => {}; const lookUp = async (s: T) => "a"; const ask = async (s: T) => "b";`,
    );
    expect(hidden(found)).toEqual(["run/ask", "run/lookUp"]);
  });

  it("is a plan's execution in a node that runs again and again", () => {
    const found = app(
      auditText(`${G} const plan = async (s: T) => ({ desk: (await m.invoke(s.messages)).content as string });
      const run = async (s: T): Promise<any> => { switch (s.desk) { case "fares": return { answer: await fares(s) }; default: return { answer: await hotels(s) }; } };
      export const app = new StateGraph(S).addNode("plan", plan).addNode("run", run).addEdge(START, "plan").addEdge("plan", "run").addConditionalEdges("run", (s) => (s.answer ? END : "run"), ["run", END]).compile();`),
    );
    expect(found).toMatchObject({ shape: "plan-execute", conductor: { node: "plan" } });
  });
});

describe("no dispatch inside a node", () => {
  it.each([
    ["a provider picked by configuration", `return { answer: await ask(process.env.P ?? "a") };`],
    ["one model function under a condition", `if (s.desk === "fares") return { answer: await fares(s) }; return {};`],
    ["the same function on both ways", `return { answer: s.desk === "fares" ? await fares(s) : await fares(s) };`],
  ])("%s", (_, body) => {
    const found = dispatched(
      body,
      `async function ask(p: string) { switch (p) { case "a": return (await m.invoke("a")).content; default: return (await m.invoke("b")).content; } }`,
    );
    expect(hidden(found)).toEqual([]);
    expect(found.conductor).toBeNull();
  });
});
