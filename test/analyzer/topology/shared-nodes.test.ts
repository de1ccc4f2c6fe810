import { describe, expect, it } from "vitest";
import { app, auditText, site } from "../../harness/audit-text.ts";

const DESK = `
import { Annotation, END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph"; import { pick, work, State } from "./nodes";
const graph = new StateGraph(State).addNode("pick", pick).addNode("fares", work).addNode("visas", work)
  .addEdge(START, "pick").addConditionalEdges("pick", (s: typeof State.State) => s.next, { fares: "fares", visas: "visas", done: END })
  .addEdge("fares", "pick").addEdge("visas", "pick");`;
const TREE = {
  "nodes.ts": `import { Annotation, MessagesAnnotation } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai";
export const State = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>() }); type S = typeof State.State;
const model = new ChatOpenAI({ model: "p" }); const picker = model.withStructuredOutput({});
export async function pick(s: S) { const d: any = await picker.invoke(s.messages); return { next: d.next, messages: [d.note] }; }
export async function work(s: S) { return { messages: [await model.invoke(s.messages)] }; }`,
  "cli.ts": `${DESK} export const cli = graph.compile();`,
  "server.ts": `${DESK} export const server = graph.compile();`,
};

describe("two graphs of the same nodes", () => {
  it("both have the calls of these nodes", () => {
    const audit = auditText(TREE);
    const call = site(audit, "nodes.ts", "picker.");
    expect(call).toMatchObject({ app: app(audit, "cli").id, node: "pick" });
    expect(call.alsoIn).toEqual([{ app: app(audit, "server").id, node: "pick" }]);
  });

  it("are both judged by them, and neither is said to run no model", () => {
    const audit = auditText(TREE);
    expect(app(audit, "server").verdict).toEqual(app(audit, "cli").verdict);
    expect(app(audit, "server").verdict.reasons.join(" ")).not.toContain("without a model call");
  });
});
