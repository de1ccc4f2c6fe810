import { type AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { MemorySaver } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import type { UnconductOptions } from "../../../../adapters/langgraph/unconduct-options.ts";
import { says } from "../../../../fixtures/scenarios/answer-rule.ts";
import { ScriptedChatModel } from "../../../../fixtures/scenarios/scripted-chat-model.ts";
import type { LookupAnswer } from "../../../../shim/registry/lookup.ts";
import { decisionsIn } from "../../../harness/decisions-in.ts";
import { stageOf } from "../../../harness/stage-of.ts";

type SupervisorOptions = Partial<Parameters<typeof createSupervisor>[0]>;

const answered = (messages: readonly BaseMessage[], name: string) =>
  messages.some((it) => it.name === name && it.getType() === "ai" && (it as AIMessage).tool_calls?.length === 0);

const model = () =>
  new ScriptedChatModel([
    says("to a", "You lead", ({ messages }) => !answered(messages, "a"), { tool: "transfer_to_a", args: {} }),
    says("to b", "You lead", ({ messages }) => !answered(messages, "b"), { tool: "transfer_to_b", args: {} }),
    says("end", "You lead", () => true, "All done."),
    says("a", "You are a", () => true, "A was here."),
    says("b", "You are b", () => true, "B was here."),
  ]);

const desk = (llm: ScriptedChatModel, options: SupervisorOptions = {}) =>
  createSupervisor({
    agents: ["a", "b"].map((name) => createReactAgent({ llm, name, tools: [], prompt: `You are ${name}` })),
    llm,
    prompt: "You lead",
    supervisorName: "lead",
    ...options,
  }).compile({ checkpointer: new MemorySaver() });

const lookUp: NonNullable<UnconductOptions["registry"]>["lookUp"] = ({ last }): LookupAnswer => {
  const target = last === null ? "a" : last === "a" ? "b" : "__end__";
  return { kind: target === "__end__" ? "end" : "agent", target, score: 1, margin: 1, candidates: [], why: [] };
};

const live: UnconductOptions = {
  tenant: "acme",
  stages: stageOf({ registry: { mode: "live" } }),
  registry: { lookUp },
  routing: { recheckShare: 0 },
};

const input = { messages: [new HumanMessage({ id: "h", content: "Please." })] };
const onThread = { configurable: { thread_id: "t" } };

/** What a reader of the transcript sees: ids are made anew in each run, which call a tool answers is not. */
const transcript = (messages: readonly BaseMessage[]) => {
  const calls = new Map<unknown, number>();
  return messages.map((it) => {
    const own = (it as AIMessage).tool_calls ?? [];
    for (const { id } of own) calls.set(id, calls.size);
    const answers = calls.get((it as { tool_call_id?: unknown } & BaseMessage).tool_call_id) ?? null;
    return [it.getType(), it.name, it.content, own.map(({ name, args }) => ({ name, args })), answers];
  });
};

const settings: SupervisorOptions[] = [
  {},
  { outputMode: "full_history" },
  { addHandoffMessages: false },
  { addHandoffBackMessages: false },
];

describe("a prebuilt supervisor at stage 1", () => {
  it.each(settings)("has the transcript of the bare one, with one model call for three: %j", async (options) => {
    const bare = await desk(model(), options).invoke(input, onThread);
    const llm = model();
    const wrapped = unconduct(desk(llm, options), live);
    const result = await wrapped.invoke(input, onThread);
    expect(transcript(result.messages)).toEqual(transcript(bare.messages));
    expect(llm.calls.map(({ rule }) => rule)).toEqual(["a", "b", "end"]);
    const decisions = await decisionsIn(wrapped, "t", "acme");
    expect(decisions.map(({ by, chosen }) => [by, chosen.kind])).toEqual([
      ["registry", "agent"],
      ["registry", "agent"],
      ["model", "end"],
    ]);
  });

  it("writes pairs that strict providers take: one call, its answer right behind it, ids of their kind", async () => {
    const { messages } = await unconduct(desk(model()), live).invoke(input, onThread);
    const seen = new Set<string>();
    for (const [index, message] of messages.entries()) {
      const [call, ...more] = (message as AIMessage).tool_calls ?? [];
      if (call === undefined) continue;
      const next = messages[index + 1] as { tool_call_id?: string } & BaseMessage;
      expect([more, next.getType(), next.tool_call_id]).toEqual([[], "tool", call.id]);
      expect(call.id).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
      expect(seen.has(call.id ?? "")).toBe(false);
      seen.add(call.id ?? "");
    }
    expect(seen.size).toBe(4);
  });

  it("forwards the last agent's answer where that is switched on", async () => {
    const llm = model();
    const wrapped = unconduct(desk(llm), { ...live, forwardMessage: true });
    const { messages } = await wrapped.invoke(input, onThread);
    expect(messages.at(-1)).toMatchObject({ content: "B was here.", name: "lead" });
    expect(llm.calls.map(({ rule }) => rule)).toEqual(["a", "b"]);
    expect((await decisionsIn(wrapped, "t", "acme")).at(-1)).toMatchObject({ by: "registry", chosen: { kind: "end" } });
  });

  it("is asked again beside the run: no message and no checkpoint of that reaches the thread", async () => {
    const llm = model();
    const wrapped = unconduct(desk(llm), { ...live, routing: { recheckShare: 1 } });
    const { messages } = await wrapped.invoke(input, onThread);
    await shimOf(wrapped)?.flush();
    expect(transcript(messages)).toEqual(transcript((await desk(model()).invoke(input, onThread)).messages));
    expect(llm.calls.map(({ rule }) => rule).toSorted()).toEqual(["a", "b", "end", "to a", "to b"]);
    const again = (await decisionsIn(wrapped, "t", "acme")).filter(({ recheckOf }) => recheckOf !== null);
    expect(again.map(({ by, chosen }) => [by, chosen])).toEqual([
      ["model", { kind: "agent", target: "a" }],
      ["model", { kind: "agent", target: "b" }],
    ]);
    expect((await wrapped.getState(onThread)).values.messages).toHaveLength(messages.length);
  });
});
