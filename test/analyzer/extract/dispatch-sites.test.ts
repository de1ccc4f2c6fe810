import { describe, expect, it } from "vitest";
import { auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, MemorySaver, InMemoryStore, START } from "@langchain/langgraph"; const g = new StateGraph(MessagesAnnotation).addNode("a", async () => ({})).addEdge(START, "a");`;

describe("dispatch sites", () => {
  const modes = (body: string) => auditText(`${G} const app = g.compile(); ${body}`).dispatchSites.map((d) => d.mode);

  it("an awaited invoke is request and response", () => {
    expect(modes(`export const go = async () => (await app.invoke({ messages: [] })).messages;`)).toEqual([
      "request-response",
    ]);
  });

  it("a returned invoke is request and response", () => {
    expect(modes(`export const go = () => app.invoke({ messages: [] });`)).toEqual(["request-response"]);
  });

  it("stream and streamEvents are streaming", () => {
    expect(
      modes(
        `export async function* go() { yield* await app.stream({ messages: [] }); yield* app.streamEvents({ messages: [] }, { version: "v2" }); }`,
      ),
    ).toEqual(["streaming", "streaming"]);
  });

  it("void and a caught promise are fire and forget", () => {
    expect(
      modes(
        `export function go() { void app.invoke({ messages: [] }); app.invoke({ messages: [] }).catch(console.error); }`,
      ),
    ).toEqual(["fire-and-forget", "fire-and-forget"]);
  });

  it("all of a Promise.all are request and response", () => {
    expect(modes(`export const go = async (xs: any[]) => Promise.all(xs.map((x) => app.invoke(x)));`)).toEqual([
      "request-response",
    ]);
  });

  it("belongs to the app that it runs", () => {
    const audit = auditText(`${G} const app = g.compile(); export const go = () => app.invoke({ messages: [] });`);
    expect(audit.dispatchSites[0]?.app).toBe(audit.apps[0]?.id);
  });

  it("a graph injected by its type is found", () => {
    const audit = auditText({
      "g.ts": `${G} export const app = g.compile(); export type App = typeof app;`,
      "a.ts": `import type { App } from "./g"; export class Runner { constructor(private readonly app: App) {} run(m: any) { return this.app.invoke({ messages: [m] }); } }`,
    });
    expect(audit.dispatchSites.map((d) => d.file)).toEqual(["a.ts"]);
  });

  it("an invoke of something else is none", () => {
    expect(
      auditText(
        `import { tool } from "@langchain/core/tools"; const t = tool(async () => 1, { name: "t" }); export const go = () => t.invoke({});`,
      ).dispatchSites,
    ).toEqual([]);
  });
});

describe("tenancy sites", () => {
  it("a tenant's id in configurable", () => {
    expect(
      auditText(
        `${G} const app = g.compile(); export const go = (tenantId: string) => app.invoke({ messages: [] }, { configurable: { thread_id: "1", tenantId } });`,
      ).tenancySites,
    ).toMatchObject([{ key: "tenantId", expr: "tenantId" }]);
  });

  it("a user's id in configurable", () => {
    expect(
      auditText(
        `${G} const app = g.compile(); export const go = (req: any) => app.invoke({ messages: [] }, { configurable: { user_id: req.user.id } });`,
      ).tenancySites,
    ).toMatchObject([{ key: "user_id" }]);
  });

  it("an id elsewhere is none", () => {
    expect(
      auditText(`${G} export const app = g.compile(); export const row = { tenantId: "1" };`).tenancySites,
    ).toEqual([]);
  });
});
