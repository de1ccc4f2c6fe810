import { describe, expect, it } from "vitest";
import { auditSchema } from "../../contracts/audit.ts";
import { auditText } from "../harness/audit-text.ts";

const HEAD = `import { StateGraph, MessagesAnnotation, MemorySaver, START } from "@langchain/langgraph"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { createSupervisor } from "@langchain/langgraph-supervisor"; import { ChatOpenAI } from "@langchain/openai";
const llm = new ChatOpenAI({}); const work = async (s: any) => ({ messages: [await llm.invoke(s.messages)] });`;

describe("source of which a name is missing still gives a valid report:", () => {
  it.each([
    ["a node's", `export const g = new StateGraph(MessagesAnnotation).addNode("", work).addEdge(START, "").compile();`],
    [
      "a node's in a sequence",
      `export const g = new StateGraph(MessagesAnnotation).addSequence([["", work], ["b", work]]);`,
    ],
    ["an agent's", `export const a = createReactAgent({ llm, tools: [], name: "" });`],
    ["an agent's variable", `export const = createReactAgent({ llm, tools: [] });`],
    [
      "a supervisor's",
      `export const s = createSupervisor({ llm, supervisorName: "", agents: [createReactAgent({ llm, tools: [], name: "" })] }).compile({ name: "" });`,
    ],
    ["a thread's", `export const config = { configurable: { thread_id: } }; const saver = new MemorySaver();`],
  ])("%s", (_, text) => {
    expect(auditSchema.safeParse(auditText(`${HEAD}\n${text}`)).error?.issues ?? []).toEqual([]);
  });
});
