import { randomUUID } from "node:crypto";
import { AIMessage, ToolMessage } from "@langchain/core/messages";

/**
 * What a prebuilt supervisor puts into `messages` as it hands over to an agent: a message that calls the transfer tool and,
 * right behind it, that tool's answer with the same id. Strict providers refuse one without the other.
 */
export const handoffMessages = (conductor: string, agent: string): readonly [AIMessage, ToolMessage] => {
  const id = randomUUID();
  const name = `transfer_to_${agent.trim().replace(/\s+/g, "_").toLowerCase()}`;
  return [
    new AIMessage({ content: "", name: conductor, tool_calls: [{ name, args: {}, id, type: "tool_call" }] }),
    new ToolMessage({ content: `Successfully transferred to ${agent}`, name, tool_call_id: id }),
  ];
};
