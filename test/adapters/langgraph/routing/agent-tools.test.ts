import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { createAgent } from "langchain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import { hasToolResult, says } from "../../../../fixtures/scenarios/answer-rule.ts";
import { ScriptedChatModel } from "../../../../fixtures/scenarios/scripted-chat-model.ts";
import { inOrder } from "../../../harness/ordered-desk.ts";
import { stageOf } from "../../../harness/stage-of.ts";

const model = () =>
  new ScriptedChatModel([
    says("end", "You lead", (call) => hasToolResult(call, "b"), "Done."),
    says("ask b", "You lead", (call) => hasToolResult(call, "a"), { tool: "b", args: { request: "Please." } }),
    says("ask a", "You lead", () => true, { tool: "a", args: {} }),
  ]);

const tools = () => [
  tool(async () => "a was here", { name: "a", description: "a", schema: z.object({}) }),
  tool(async ({ request }) => `b got ${request}`, {
    name: "b",
    description: "b",
    schema: z.object({ request: z.string() }),
  }),
];

const kinds = {
  createReactAgent: (llm: ScriptedChatModel) => createReactAgent({ llm, tools: tools(), prompt: "You lead" }),
  createAgent: (llm: ScriptedChatModel) => createAgent({ model: llm, tools: tools(), systemPrompt: "You lead" }),
};

const texts = (messages: readonly BaseMessage[]) => messages.map((it) => [it.getType(), it.name, it.text]);

describe.each(Object.entries(kinds))("agents as tools of %s", (_, build) => {
  const input = () => ({ messages: [new HumanMessage("Please.")] });
  const wrap = (llm: ScriptedChatModel, agentTools: Record<string, { lastHuman: string } | null>) =>
    unconduct(build(llm), {
      tenant: "acme",
      stages: stageOf({ registry: { mode: "live" } }),
      registry: { lookUp: inOrder },
      routing: { agentTools, recheckShare: 0 },
    });

  it("are called without the model where they take nothing, or the user's last message as declared", async () => {
    const bare = (await build(model()).invoke(input())).messages as BaseMessage[];
    const llm = model();
    const { messages } = await wrap(llm, { a: null, b: { lastHuman: "request" } }).invoke(input());
    expect(texts(messages as BaseMessage[]).map(([type, , text]) => [type, text])).toEqual(
      texts(bare).map(([type, , text]) => [type, text]),
    );
    expect(llm.calls.map(({ rule }) => rule)).toEqual(["end"]);
  });

  it("are left to the model where only it could write the arguments", async () => {
    const llm = model();
    await wrap(llm, { a: null, b: null }).invoke(input());
    expect(llm.calls.map(({ rule }) => rule)).toEqual(["ask b", "end"]);
  });
});
