import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, Annotation, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});
const S = Annotation.Root({ text: Annotation<string>(), stage: Annotation<string>(), rounds: Annotation<number>(), done: Annotation<boolean>() }); type T = typeof S.State;
const draft = async (s: T) => ({ text: String((await m.invoke(s.text)).content), stage: "draft", rounds: (s.rounds ?? 0) + 1 });
const review = async (s: T) => ({ text: String((await m.invoke(s.text)).content), stage: "review" });
const publish = async (s: T) => ({ text: String((await m.invoke(s.text)).content), stage: "publish" });`;
const nodes = `new StateGraph(S).addNode("draft", draft).addNode("review", review).addNode("publish", publish).addEdge(START, "draft")`;
const conducting = (edges: string, top = "") => {
  const found = app(auditText(`${G} ${top} export const desk = ${nodes}${edges}.compile();`));
  return { shape: found.shape, node: found.conductor?.node };
};
const behindEach = (fn: string) =>
  ["draft", "review", "publish"].map((n) => `.addConditionalEdges("${n}", ${fn})`).join("");

describe("code that counts steps", () => {
  it("is no conductor where one function after each node names the one next step", () => {
    const top = `const onwards = (s: T) => ({ draft: "review", review: "publish" } as Record<string, string>)[s.stage] ?? END;`;
    expect(conducting(behindEach("onwards"), top).node).toBeUndefined();
    const laddered = `function onwards(s: T) { if (s.stage === "draft") return "review"; if (s.stage === "review") return "publish"; return END; }`;
    expect(conducting(behindEach("onwards"), laddered).node).toBeUndefined();
  });

  it("is no conductor where each node's own map leaves one way on", () => {
    const top = `const onwards = (s: T) => s.done ? "stop" : s.stage;`;
    const edges = `.addConditionalEdges("draft", onwards, { draft: "review", stop: END }).addConditionalEdges("review", onwards, { review: "publish", stop: END }).addConditionalEdges("publish", onwards, { publish: END, stop: END })`;
    expect(conducting(edges, top).node).toBeUndefined();
  });

  it("is a conductor where one function after each node has a choice", () => {
    const top = `const onwards = (s: T) => s.text.includes("a") ? "review" : s.text.includes("b") ? "draft" : s.text.includes("c") ? "publish" : END;`;
    expect(conducting(behindEach("onwards"), top)).toEqual({ shape: "supervisor", node: "onwards" });
  });

  it("is no router where a counter meets its limit", () => {
    const loop = (test: string) =>
      `.addEdge("draft", "review").addConditionalEdges("review", (s: T) => ${test} ? "draft" : "publish", ["draft", "publish"]).addEdge("publish", END)`;
    expect(conducting(loop("s.rounds < 3"))).toEqual({ shape: "other", node: undefined });
    expect(conducting(loop("(s.rounds ?? 0) >= LIMIT"), "const LIMIT = 2;").node).toBeUndefined();
  });

  it("is a router where something else is asked too, or the number is no count", () => {
    const loop = (test: string) =>
      `.addEdge("draft", "review").addConditionalEdges("review", (s: T) => ${test} ? "draft" : "publish", ["draft", "publish"]).addEdge("publish", END)`;
    expect(conducting(loop("!s.done && s.rounds < 3"))).toEqual({ shape: "router", node: "review" });
    const scored = `const mark = async (s: T) => ({ rounds: Number((await m.invoke(s.text)).content) });`;
    expect(
      app(
        auditText(
          `${G} ${scored} export const desk = new StateGraph(S).addNode("draft", mark).addNode("review", mark).addNode("publish", publish).addEdge(START, "draft")${loop("s.rounds < 3")}.compile();`,
        ),
      ).conductor?.node,
    ).toBe("review");
  });
});
