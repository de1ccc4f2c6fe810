import { expect, it } from "vitest";
import { auditText } from "../../../harness/audit-text.ts";

it("audits a graph that is built in one long chain of calls, or skips the file with a reason", () => {
  const calls = (count: number, text: (index: number) => string): string[] =>
    Array.from({ length: count }, (_, i) => text(i));
  const chain = [
    'export const graph = new StateGraph(State).addNode("dispatcher", async () => ({ next: "worker-1" }))',
    ...calls(1000, (i) => `  .addNode("worker-${i}", async () => ({}))`),
    ...calls(1000, (i) => `  .addEdge("worker-${i}", "dispatcher")`),
    '  .addEdge(START, "dispatcher").addConditionalEdges("dispatcher", (state) => state.next).compile();',
  ];
  const audit = auditText({
    "graph.ts": `import { Annotation, START, StateGraph } from "@langchain/langgraph";\nconst State = Annotation.Root({ next: Annotation<string>() });\n${chain.join("\n")}`,
    "small.ts":
      'import { START, StateGraph, Annotation } from "@langchain/langgraph";\nexport const small = new StateGraph(Annotation.Root({})).addNode("a", () => ({})).addEdge(START, "a").compile();',
  });
  expect(audit.apps.some((it) => it.graph.file === "small.ts")).toBe(true);
  expect(
    audit.apps.some((it) => it.graph.file === "graph.ts") || audit.skipped.some((it) => it.file === "graph.ts"),
  ).toBe(true);
});
