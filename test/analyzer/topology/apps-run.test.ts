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

describe("a thread id", () => {
  it("belongs to the graph whose run is told the constant that holds it", () => {
    const audit = auditText({
      "desk.ts": GRAPH("() => ({})"),
      "notes.ts": GRAPH("() => ({})"),
      "service.ts": `import { graph as desk } from "./desk"; import { graph as notes } from "./notes";
        export class Service { #notes = notes; async run(id: string) { const config = { configurable: { thread_id: id } }; return [await this.#notes.invoke({}, config)]; }
          async other(id: string) { const given = { configurable: { thread_id: id + "!" } }; return desk.stream({}, { ...given, streamMode: "values" }); } }`,
    });
    const owners = audit.stateSites.filter((it) => it.kind === "thread-id").map((it) => it.app);
    expect(owners).toEqual(["notes.ts#graph", "desk.ts#graph"]);
  });
});
