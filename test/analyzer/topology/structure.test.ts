import { describe, expect, it } from "vitest";
import { findClusters } from "../../../analyzer/topology/find-clusters.ts";
import type { Agent } from "../../../contracts/audited-app.ts";
import { app, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Command, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});
const work = async (s: any): Promise<any> => ({ messages: [await m.invoke(s.messages)] });`;
const built = (nodes: string) =>
  app(auditText(`${G} export const app = new StateGraph(MessagesAnnotation)${nodes}.compile();`));

describe("fan-out", () => {
  const four = `.addNode("a", work).addNode("b", work).addNode("c", work).addNode("d", work).addEdge(START, "a")`;

  it("by plain edges names its branches and where they meet", () => {
    expect(
      built(`${four}.addEdge("a", "b").addEdge("a", "c").addEdge(["b", "c"], "d").addEdge("d", END)`).fanOuts,
    ).toEqual([{ from: "a", to: ["b", "c"], join: "d", repeated: false }]);
  });

  it("within a loop meets where its branches do, not where the loop begins", () => {
    const looped = `.addNode("hub", work).addEdge(START, "hub").addNode("a", work).addNode("b", work).addNode("c", work).addNode("d", work)`;
    expect(
      built(
        `${looped}.addConditionalEdges("hub", (s: any) => s.next, ["a", END]).addEdge("a", "b").addEdge("a", "c").addEdge("b", "d").addEdge("c", "d").addEdge("d", "hub")`,
      ).fanOuts,
    ).toEqual([{ from: "a", to: ["b", "c"], join: "d", repeated: false }]);
  });

  it("that ends apart has no join", () => {
    expect(
      built(`${four}.addEdge("a", "b").addEdge("a", "c").addEdge("b", END).addEdge("c", "d").addEdge("d", END)`)
        .fanOuts,
    ).toEqual([{ from: "a", to: ["b", "c"], join: null, repeated: false }]);
  });

  it("by Send in a loop is repeated", () => {
    expect(
      built(
        `${four}.addConditionalEdges("a", (s: any) => s.items.map((x: any) => new Send("b", { x })), ["b"]).addEdge("b", "d").addEdge("d", END).addEdge("c", END)`,
      ).fanOuts,
    ).toEqual([{ from: "a", to: ["b"], join: "d", repeated: true }]);
  });

  it("is not said of a graph in a row", () => {
    expect(
      built(`.addNode("a", work).addNode("b", work).addEdge(START, "a").addEdge("a", "b").addEdge("b", END)`),
    ).not.toHaveProperty("fanOuts");
  });
});

describe("a hop that is declared twice", () => {
  const twice = (goto: string) =>
    built(
      `.addNode("a", async (s: any) => new Command({ goto: "${goto}" }), { ends: ["${goto}"] }).addNode("b", work).addNode("c", work).addEdge(START, "a").addEdge("a", "b").addEdge("b", END).addEdge("c", END)`,
    ).doubleHops;

  it("is said", () => {
    expect(twice("b")).toMatchObject([{ from: "a", to: "b", beside: [], file: "a.ts" }]);
  });

  it("is a conflict where the two differ", () => {
    expect(twice("c")).toMatchObject([{ from: "a", to: "c", beside: ["b"] }]);
  });
});

describe("clusters", () => {
  const agent = (name: string, reads: string[], writes: string[]): Agent => ({
    name,
    role: "agent",
    kind: "function",
    file: "a.ts",
    line: 1,
    reads,
    writes,
  });
  const row = [
    agent("a", [], ["x"]),
    agent("b", ["x"], ["y"]),
    agent("c", ["y"], []),
    agent("z", ["messages"], ["messages"]),
  ];

  it("are agents of which each reads what only another writes", () => {
    expect(findClusters(row, [], [])).toEqual([
      { agents: ["a", "b", "c"], reasons: ["b reads x, which only a writes", "c reads y, which only b writes"] },
    ]);
  });

  it("are not the whole app", () => {
    expect(findClusters(row.slice(0, 3), [], [])).toEqual([]);
  });

  it("are not made by the messages that all share", () => {
    const shared = ["p", "q", "r", "s"].map((n) => agent(n, ["messages"], ["messages"]));
    expect(findClusters(shared, [], [])).toEqual([]);
  });

  it("are no more than five", () => {
    const many = Array.from({ length: 7 }, (_, i) => agent(`n${i}`, [`c${i}`], [`c${i + 1}`]));
    expect(findClusters(many, [], [])).toEqual([]);
  });
});
