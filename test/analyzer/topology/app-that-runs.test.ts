import { describe, expect, it } from "vitest";
import { app, auditText, sites } from "../../harness/audit-text.ts";

const TOP = `import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { MessagesAnnotation, START, StateGraph } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { tool } from "@langchain/core/tools"; const llm = new ChatOpenAI({});`;
/** The app of each call in `agents.ts`, by name. */
const appsOf = (agents: string, more: Record<string, string>) => {
  const audit = auditText({ "agents.ts": `${TOP} ${agents}`, ...more });
  const names = new Map(audit.apps.map((it) => [it.id, it.name]));
  return { audit, owners: sites(audit, "", "agents.ts").map((it) => (it.app === null ? null : names.get(it.app))) };
};
const OTHER = `${TOP} export const other = new StateGraph(MessagesAnnotation).addNode("a", async (s) => ({ messages: [await llm.invoke(s.messages)] })).addEdge(START, "a").compile();`;

describe("the agent that is made beside the code which runs it", () => {
  it("belongs to the graph whose node runs it", () => {
    const { owners } = appsOf(
      `const agent = createReactAgent({ llm, tools: [] }); export const look = async (s: any) => ({ messages: (await agent.invoke(s)).messages });`,
      {
        "desk.ts": `${TOP} import { look } from "./agents"; export const desk = new StateGraph(MessagesAnnotation).addNode("look", look).addEdge(START, "look").compile();`,
        "other.ts": OTHER,
      },
    );
    expect(owners).toEqual(["desk", "desk"]);
  });

  it("belongs to the app whose agent has the tool that runs it, as its run does", () => {
    const { audit, owners } = appsOf(
      `const agent = createReactAgent({ llm, tools: [] }); export const ask = tool(async ({ q }: any) => (await agent.invoke({ messages: [q] })).messages.at(-1).content, { name: "ask" });`,
      {
        "desk.ts": `${TOP} import { ask } from "./agents"; export const desk = createReactAgent({ llm, tools: [ask] });`,
        "other.ts": OTHER,
      },
    );
    expect(app(audit, "desk").shape).toBe("agents-as-tools");
    expect(owners).toEqual(["desk", "desk"]);
  });

  it("belongs to none where nothing of an app runs it", () => {
    const { owners } = appsOf(
      `const agent = createReactAgent({ llm, tools: [] }); export const ask = async (q: string) => (await agent.invoke({ messages: [q] })).messages;`,
      { "desk.ts": OTHER.replaceAll("other", "desk"), "other.ts": OTHER },
    );
    expect(owners).not.toContain("desk");
    expect(owners).not.toContain("other");
  });
});
