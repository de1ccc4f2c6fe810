import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { readGiven } from "../../../shim/registry-first/read-given.ts";
import { cardOf } from "../../harness/registry/card-of.ts";

const cards = [cardOf("tides"), cardOf("wrecks")];

describe("what a call site was given", () => {
  it("is the task where it is a text", () => {
    expect(readGiven("low water?", cards)).toEqual({ task: "low water?" });
  });

  it("tells the newest wish of a person, who ran since, and which channels hold something", () => {
    const messages = [
      new HumanMessage("wrecks?"),
      new AIMessage({ content: "three", name: "wrecks" }),
      new HumanMessage({ content: [{ type: "text", text: "and low water?" }] }),
    ];
    const state = { messages, plan: [], note: "", port: "Kiel" };
    expect(readGiven(state, cards)).toEqual({ task: "and low water?", last: null, have: ["messages", "port"], state });
    const more = [
      ...messages,
      { role: "assistant", content: "at six", name: "tides" },
      new AIMessage("anything else?"),
    ];
    expect(readGiven(more, cards)).toEqual({ task: "and low water?", last: "tides" });
  });

  it("says nothing of what it does not know", () => {
    expect(readGiven(undefined, cards)).toEqual({});
    expect(readGiven([1, { content: "x" }], cards)).toEqual({});
    expect(readGiven({ messages: "none" }, cards)).toEqual({ have: ["messages"], state: { messages: "none" } });
  });
});
