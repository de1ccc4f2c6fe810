import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";

const GRAPH = (
  node: string,
  top = "",
) => `${top} import { MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
export const graph = new StateGraph(MessagesAnnotation).addNode("a", ${node}).addNode("b", () => ({})).addEdge(START, "a").addEdge("a", "b").compile();`;
const LIST = `{ "graphs": { "desk": "./desk.ts:graph", "notes": "./notes.ts:graph" } }`;

/** The app of the one run in `desk.ts`. */
const appRun = (node: string) => {
  const audit = auditText({
    "langgraph.json": LIST,
    "desk.ts": GRAPH(node, `import { graph as other } from "./notes";`),
    "notes.ts": GRAPH("() => ({})"),
  });
  const [run] = audit.dispatchSites.filter((it) => it.file === "desk.ts");
  return { run, notes: app(audit, "notes").id };
};

describe("a run inside a node", () => {
  it("belongs to the graph that it runs", () => {
    const { run, notes } = appRun(`async () => { await other.invoke({}); return {}; }`);
    expect(run?.app).toBe(notes);
  });

  it("belongs to the graph whose id the platform is told", () => {
    const sdk = (id: string) =>
      `async () => { const { Client } = await import("@langchain/langgraph-sdk"); const client = new Client({}); await client.runs.create("t", "${id}"); return {}; }`;
    const { run, notes } = appRun(sdk("notes"));
    expect(run?.app).toBe(notes);
    expect(appRun(sdk("elsewhere")).run?.app).toBeNull();
  });
});
