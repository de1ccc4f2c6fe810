/** Where a leak may add text to a clean app. Every list is in order; statements end in `;`. */
export interface Slots {
  /** Module-level declarations before the dispatcher. */
  readonly module: readonly string[];
  /** Statements right after the model has answered. */
  readonly body: readonly string[];
  /** Further fields of the dispatcher's state update. */
  readonly update: ReadonlyArray<readonly [channel: string, value: string]>;
  /** Further channels of the state. */
  readonly channels: readonly string[];
  /** Replaces the input of the flights worker's model call. */
  readonly workerInput?: string;
  /** Replaces the flights worker's whole model call. */
  readonly workerCall?: string;
  /** Statements at the head of the flights worker. */
  readonly workerBody: readonly string[];
  /** Further calls of the graph's builder, each beginning with a dot. */
  readonly wiring: readonly string[];
  /** Module-level code after the graph. */
  readonly tail: readonly string[];
  /** How the update is built: a function from its fields (`next: x`) and further fields to an expression and statements. */
  readonly updateForm: UpdateForm;
}

/** Builds a state update from the fields that route and the fields that leak. */
export type UpdateForm = (
  own: string,
  more: ReadonlyArray<readonly [channel: string, value: string]>,
) => { readonly before: readonly string[]; readonly value: string };

/** `{ next: x, note: y }`. */
export const plainUpdate: UpdateForm = (own, more) => ({
  before: [],
  value: `{ ${[own, ...more.map(([channel, value]) => `${channel}: ${value}`)].filter(Boolean).join(", ")} }`,
});

/** Slots that add nothing. */
export const NO_SLOTS: Slots = {
  module: [],
  body: [],
  update: [],
  channels: [],
  workerBody: [],
  wiring: [],
  tail: [],
  updateForm: plainUpdate,
};

/** Two sets of additions, one after the other; the second one's replacements win. */
export const joinSlots = (a: Slots, b: Partial<Slots>): Slots => ({
  ...a,
  ...b,
  module: [...a.module, ...(b.module ?? [])],
  body: [...a.body, ...(b.body ?? [])],
  update: [...a.update, ...(b.update ?? [])],
  channels: [...a.channels, ...(b.channels ?? [])],
  workerBody: [...a.workerBody, ...(b.workerBody ?? [])],
  wiring: [...a.wiring, ...(b.wiring ?? [])],
  tail: [...a.tail, ...(b.tail ?? [])],
});

/** What a clean app has of its own. */
export interface Parts {
  /** Declarations of the dispatcher: schema, functions, classes. */
  readonly dispatcher: string;
  /** The builder calls that put the dispatcher into the graph, entry edge included. */
  readonly wiring: string;
  /** Text that stands before the graph's own statement ends, such as a method head; default: `const graph = … ;` */
  readonly graph?: (builder: string) => string;
  /** Channels beside `messages`. Default: `next`. */
  readonly channels?: readonly string[];
}

/** The text of a one-file app: a dispatcher, the workers flights and hotels that return to it, and one exported caller. */
export const appText = (parts: Parts, slots: Slots): string => {
  const channels = [...(parts.channels ?? ["next: Annotation<string>()"]), ...slots.channels];
  const builder = `new StateGraph(State)
  .addNode("flights", flights)
  .addNode("hotels", hotels)
  ${[parts.wiring, ...slots.wiring].join("\n  ")}
  .compile()`;
  return [
    IMPORTS,
    `const State = Annotation.Root({ ...MessagesAnnotation.spec, ${channels.join(", ")} });`,
    'const model = new ChatOpenAI({ model: "gpt-4.1" });',
    ...slots.module,
    parts.dispatcher,
    worker("flights", slots),
    worker("hotels", { workerBody: [] }),
    parts.graph ? parts.graph(builder) : `const graph = ${builder};`,
    `export async function ask(question: string) {
  const answered = await graph.invoke({ messages: [new HumanMessage(question)] });
  return answered.messages.at(-1)?.text;
}`,
    ...slots.tail,
    "",
  ].join("\n");
};

const IMPORTS = `import { AIMessage, type BaseMessageLike, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { tool } from "@langchain/core/tools";
import { Annotation, Command, END, InMemoryStore, interrupt, type LangGraphRunnableConfig, MessagesAnnotation, Send, START, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import OpenAI from "openai";
import { z } from "zod";
`;

const worker = (name: string, slots: Pick<Slots, "workerBody" | "workerCall" | "workerInput">): string => {
  const input = slots.workerInput ?? `[new SystemMessage("You book ${name}."), ...state.messages]`;
  return `async function ${name}(state: typeof State.State, config: LangGraphRunnableConfig) {
  ${[...slots.workerBody, `const answer = await ${slots.workerCall ?? `model.invoke(${input})`};`].join("\n  ")}
  return { messages: [answer] };
}`;
};
