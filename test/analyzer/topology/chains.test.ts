import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Annotation, Command, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});
const S = Annotation.Root({ ...MessagesAnnotation.spec, fares: Annotation<string>(), hotels: Annotation<string>(), step: Annotation<number>(), next: Annotation<string>() }); type T = typeof S.State;
const fares = async (s: T): Promise<any> => ({ fares: (await m.invoke("f")).content as string }); const hotels = async (s: T): Promise<any> => ({ hotels: (await m.invoke("h")).content as string }); const other = async (s: T): Promise<any> => ({ messages: [await m.invoke(s.messages)] });`;
const looped = (route: string, top = "") =>
  app(
    auditText(`${G} ${top} export const app = new StateGraph(S).addNode("boss", async (s: T): Promise<any> => ({})).addNode("fares", fares).addNode("hotels", hotels).addNode("other", other)
      .addEdge(START, "boss").addConditionalEdges("boss", ${route}, ["fares", "hotels", "other", END]).addEdge("fares", "boss").addEdge("hotels", "boss").addEdge("other", "boss").compile();`),
  ).chains;
const pairs = (chains: { agents: string[] }[]): string[] =>
  chains.flatMap((c) => c.agents.slice(1).map((to, i) => `${c.agents[i]}>${to}`)).sort();

describe("chains fixed by code", () => {
  it("are none where a model picks", () => {
    expect(looped(`async (s: T) => (await m.invoke(s.messages)).content as any`)).toEqual([]);
  });

  it("are none where a worker may leave its field empty", () => {
    expect(looped(`(s: T) => { if (!s.step) return "other"; if (!s.hotels) return "hotels"; return END; }`)).toEqual(
      [],
    );
  });

  it("are none where the router also asks something that nobody of them writes", () => {
    expect(
      looped(
        `(s: T) => { if (s.next === "other") return "other"; if (!s.fares) return s.messages.length > 3 ? "hotels" : "fares"; return END; }`,
      ),
    ).toEqual([]);
  });
});

describe("chains fixed by plain edges", () => {
  const chained = (edges: string) =>
    app(
      auditText(
        `${G} export const app = new StateGraph(S).addNode("pick", other).addNode("fares", fares).addNode("hotels", hotels).addNode("other", other).addEdge(START, "pick")${edges}.compile();`,
      ),
    ).chains;

  it("are found behind a router", () => {
    expect(
      pairs(
        chained(
          `.addConditionalEdges("pick", (s: T) => s.next as any, ["fares", "other"]).addEdge("fares", "hotels").addEdge("hotels", END).addEdge("other", END)`,
        ),
      ),
    ).toEqual(["fares>hotels"]);
  });

  it("are static and proven", () => {
    expect(
      chained(
        `.addConditionalEdges("pick", (s: T) => s.next as any, ["fares", "other"]).addEdge("fares", "hotels").addEdge("hotels", END).addEdge("other", END)`,
      ),
    ).toMatchObject([{ basis: "static", confidence: "proven", throughConductor: false }]);
  });

  it("are found where a conditional edge returns one constant", () => {
    expect(
      pairs(
        chained(
          `.addConditionalEdges("pick", (s: T) => s.next as any, ["fares", "other"]).addConditionalEdges("fares", () => "hotels").addEdge("hotels", END).addEdge("other", END)`,
        ),
      ),
    ).toEqual(["fares>hotels"]);
  });

  it("are none across a join", () => {
    expect(
      pairs(
        chained(
          `.addEdge("pick", "fares").addEdge("pick", "hotels").addEdge(["fares", "hotels"], "other").addEdge("other", END)`,
        ),
      ),
    ).toEqual([]);
  });

  it("are none where a Command may leave as well", () => {
    const audit = auditText(
      `${G} const maybe = async (s: T): Promise<any> => (s.step ? new Command({ goto: "other" }) : { fares: "x" }); export const app = new StateGraph(S).addNode("a", maybe, { ends: ["other"] }).addNode("hotels", hotels).addNode("other", other).addEdge(START, "a").addEdge("a", "hotels").addEdge("hotels", END).addEdge("other", END).compile();`,
    );
    expect(pairs(app(audit).chains)).toEqual([]);
  });
});

describe("chains that a prompt asks for", () => {
  const P = `import { createSupervisor } from "@langchain/langgraph-supervisor"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({}); const a = createReactAgent({ llm, tools: [], name: "fares_agent" }); const b = createReactAgent({ llm, tools: [], name: "hotels_agent" });`;
  const prompted = (prompt: string) =>
    app(
      auditText(
        `${P} export const app = createSupervisor({ agents: [a, b], llm, prompt: ${JSON.stringify(prompt)} }).compile();`,
      ),
    ).chains;

  it("are none in a mere list of agents", () => {
    expect(
      prompted("You have two agents:\n- fares_agent: finds fares\n- hotels_agent: finds hotels\nPick whichever fits."),
    ).toEqual([]);
  });

  it("are none in a prompt that names one agent", () => {
    expect(prompted("First call fares_agent, then answer.")).toEqual([]);
  });
});

describe("chains of plain edges", () => {
  it("end where an edge leads to a name that no node has", () => {
    const { chains } = app(
      auditText(
        `${G} export const app = new StateGraph(S).addNode("fares", fares).addNode("hotels", hotels).addEdge(START, "fares").addEdge("fares", "hotels").addEdge("hotels", "checked" as any).compile();`,
      ),
    );
    expect(chains.map((it) => it.agents)).toEqual([["fares", "hotels"]]);
  });
});
