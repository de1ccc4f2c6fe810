import { AIMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { FILLER, modelChoice } from "../../../shim/registry-first/model-choice.ts";

describe("the target that a model chose", () => {
  it("is read off a structured result, whatever else is in it", () => {
    const answers = { a: { next: "a", reason: FILLER }, b: { next: "b", reason: FILLER } };
    expect(modelChoice({ next: "b", reason: "since" }, answers)).toBe("b");
    expect(modelChoice({ next: "FINISH" }, answers)).toBeNull();
    expect(modelChoice(undefined, answers)).toBeNull();
  });

  it("is read off a message with a tool call, whatever its id", () => {
    const call = (to: string, id: string) => ({ name: "route", args: { to }, id, type: "tool_call" as const });
    const answers = {
      a: { content: "", tool_calls: [call("a", "registry")] },
      b: { content: "", tool_calls: [call("b", "registry")] },
    };
    expect(modelChoice(new AIMessage({ content: "on it", tool_calls: [call("b", "x1")] }), answers)).toBe("b");
    expect(modelChoice(new AIMessage("no call"), answers)).toBeNull();
  });

  it("is read off one word, whatever stands around it", () => {
    const answers = { dining: { content: "dining" }, spa: { content: "spa" } };
    expect(modelChoice(new AIMessage(" **Dining**.\n"), answers)).toBe("dining");
    expect(modelChoice(new AIMessage("dining or spa"), answers)).toBeNull();
  });
});
