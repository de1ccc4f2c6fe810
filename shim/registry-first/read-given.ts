import type { Card } from "../../contracts/card.ts";
import { isRecord } from "../is-record.ts";
import type { Lookup } from "../registry/lookup.ts";

/** What can be told from a state, a list of messages or a text without knowing the app. */
export type GivenFacts = Pick<Lookup, "task" | "last" | "have" | "state">;

/**
 * Reads what a call site was given: a text is the task; of messages (or the state's `messages`) the newest of a person is,
 * and the newest after it that is named like a card tells which agent ran last; channels that hold something count as `have`.
 */
export const readGiven = (given: unknown, cards: readonly Card[]): GivenFacts => {
  if (typeof given === "string") return { task: given };
  if (Array.isArray(given)) return readMessages(given, cards);
  if (!isRecord(given)) return {};
  const { messages } = given;
  const have = Object.keys(given).filter((channel) => holdsSomething(given[channel]));
  return { state: given, have, ...(Array.isArray(messages) ? readMessages(messages, cards) : {}) };
};

const readMessages = (messages: readonly unknown[], cards: readonly Card[]): GivenFacts => {
  const asked = messages.findLastIndex((message) => /^(human|user)$/.test(typeOf(message)));
  if (asked < 0) return {};
  const task = textOf(messages[asked]);
  const names = messages.slice(asked + 1).map((message) => (isRecord(message) ? message.name : undefined));
  const last = names.findLast((name) => cards.some((card) => card.id === name));
  return { ...(task === "" ? {} : { task }), last: typeof last === "string" ? last : null };
};

/** Of a LangChain message, of any copy of it, or of a plain `{role, content}`. */
const typeOf = (message: unknown): string => {
  if (!isRecord(message)) return "";
  const type: unknown = typeof message.getType === "function" ? message.getType() : (message.role ?? message.type);
  return typeof type === "string" ? type : "";
};

const textOf = (message: unknown): string => {
  const content = isRecord(message) ? message.content : undefined;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => (isRecord(part) && typeof part.text === "string" ? part.text : "")).join("");
};

const holdsSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
