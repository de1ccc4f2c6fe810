import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import { auditText } from "../../../harness/audit-text.ts";
import { decisionsIn } from "../../../harness/decisions-in.ts";
import { stageOf } from "../../../harness/stage-of.ts";

const source = `import { StateGraph, Annotation, START, END } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
const State = Annotation.Root({ text: Annotation<string>(), next: Annotation<string>() });
const llm = new ChatOpenAI({});
const front = async (state: typeof State.State) => {
  if (state.text.toLowerCase().includes("invoice")) return { next: "billing" };
  return { next: String((await llm.invoke(state.text)).content) };
};
export const desk = new StateGraph(State)
  .addNode("front", front)
  .addNode("billing", async () => ({}))
  .addNode("travel", async () => ({}))
  .addEdge(START, "front")
  .addConditionalEdges("front", (state) => state.next, { billing: "billing", travel: "travel", done: END })
  .addEdge("billing", END)
  .addEdge("travel", END)
  .compile();`;

const State = Annotation.Root({ text: Annotation<string>(), next: Annotation<string>() });

/** That app, its model in a function that is counted. */
const desk = () => {
  const turns: string[] = [];
  const app = new StateGraph(State)
    .addNode("front", ({ text }) => {
      turns.push(text);
      return { next: text.includes("invoice") ? "billing" : "travel" };
    })
    .addNode("billing", () => ({}))
    .addNode("travel", () => ({}))
    .addEdge(START, "front")
    .addConditionalEdges("front", ({ next }) => next, { billing: "billing", travel: "travel", done: END })
    .addEdge("billing", END)
    .addEdge("travel", END)
    .compile({ checkpointer: new MemorySaver() });
  return { app, turns };
};

describe("rules of the app's own code, as an audit read them", () => {
  it("answer where the state meets them, and leave the rest to the model", async () => {
    const { app, turns } = desk();
    const wrapped = unconduct(app, {
      tenant: "acme",
      stages: stageOf({ registry: { mode: "live" } }),
      audit: auditText(source),
      routing: {
        conductors: ["front"],
        updates: ["billing", "travel"].map((target) => ({ from: "front", target, values: { next: target } })),
        recheckShare: 0,
      },
    });
    await wrapped.invoke({ text: "an Invoice of May" }, { configurable: { thread_id: "ruled" } });
    await wrapped.invoke({ text: "a flight" }, { configurable: { thread_id: "open" } });
    expect(turns).toEqual(["a flight"]);
    const [ruled] = await decisionsIn(wrapped, "ruled", "acme");
    expect(ruled).toMatchObject({ by: "registry", chosen: { kind: "agent", target: "billing" } });
    expect(ruled?.candidates).toEqual([{ target: "billing", score: 1, basis: "rule" }]);
    const [open] = await decisionsIn(wrapped, "open", "acme");
    expect(open).toMatchObject({ by: "model", abstained: { reason: "no-evidence" } });
  });
});
