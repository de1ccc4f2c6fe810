import { randomUUID } from "node:crypto";
import { AIMessage } from "@langchain/core/messages";
import { type MessageLike, messagesIn } from "../messages.ts";
import { isObject } from "../surface.ts";

/**
 * What a model writes that calls one tool and says nothing. Exactly one call with an id of its own: strict providers want
 * the tool's answer, with the same id, right behind it, and the real tool gives that.
 */
export const callMessage = (tool: string, args: object, name: string | undefined): AIMessage =>
  new AIMessage({
    id: randomUUID(),
    content: "",
    ...(name === undefined ? {} : { name }),
    tool_calls: [{ name: tool, args: { ...args }, id: randomUUID(), type: "tool_call" }],
  });

/** What a conductor answers at the end: an agent's own words. */
export const answerMessage = (text: string, name: string | undefined): AIMessage =>
  new AIMessage({ id: randomUUID(), content: text, ...(name === undefined ? {} : { name }) });

/** The newest answer of an agent in a state, word for word; null: none since the last message of a person. */
export const agentAnswer = (input: unknown, conductor: string): string | null => {
  const messages = isObject(input) ? messagesIn(input.messages) : [];
  const since = messages.slice(messages.findLastIndex((it) => it.getType() === "human") + 1);
  const answer = since.findLast((it) => isAnswer(it) && it.name !== conductor);
  return typeof answer?.content === "string" ? answer.content : null;
};

/** Text of a model's, and no call: the calls that lead back to a supervisor have a text beside them. */
const isAnswer = (message: MessageLike): boolean =>
  message.getType() === "ai" && message.content !== "" && (message.tool_calls?.length ?? 0) === 0;
