import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";

/**
 * A chat model that answers at once, so that what a bench measures is the framework and not the model. With a `url`, the
 * conversation is sent there and the answer read first, as every client of a model service does.
 */
export class InstantModel extends BaseChatModel {
  readonly #answer: (messages: readonly BaseMessage[]) => AIMessage;
  readonly #url: string | undefined;

  constructor(answer: (messages: readonly BaseMessage[]) => AIMessage, url?: string) {
    super({});
    this.#answer = answer;
    this.#url = url;
  }

  override _llmType(): string {
    return "instant";
  }

  override bindTools(): this {
    return this;
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const message = this.#answer(messages);
    if (this.#url !== undefined) await roundTrip(this.#url, messages, message.text);
    return { generations: [{ text: message.text, message }] };
  }
}

const roundTrip = async (url: string, messages: readonly BaseMessage[], answer: string): Promise<void> => {
  const conversation = messages.map((message) => ({ role: message.getType(), content: message.content }));
  const body = JSON.stringify({ model: "bench", messages: conversation, answer });
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  if (!response.ok) throw new Error(`the model service answered ${response.status}`);
  await response.json();
};
