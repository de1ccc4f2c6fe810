import { isObject } from "./surface.ts";

/** What is looked at in a message of LangChain, of any copy of it. */
export interface MessageLike {
  readonly id?: unknown;
  readonly content: unknown;
  readonly name?: unknown;
  readonly tool_calls?: readonly { readonly name: string; readonly args: unknown }[];
  readonly usage_metadata?: { readonly input_tokens?: number; readonly output_tokens?: number };
  getType(): string;
}

/** True for a LangChain message. */
export const isMessage = (value: unknown): value is MessageLike =>
  isObject(value) && typeof value.getType === "function" && value.content !== undefined;

/** All messages directly in a value: itself, or the elements of a list. */
export const messagesIn = (value: unknown): readonly MessageLike[] =>
  isMessage(value) ? [value] : Array.isArray(value) ? value.filter(isMessage) : [];

/** A message without what differs each time (ids, usage, vendor's notes), for comparing. Keys sorted, as its text has them. */
export const comparable = (message: MessageLike): unknown => ({
  content: message.content,
  name: message.name,
  tools: message.tool_calls?.map(({ name, args }) => ({ args, name })),
  type: message.getType(),
});
