import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import {
  type BaseCheckpointSaver,
  END,
  MessagesAnnotation,
  MessagesDeltaValue,
  START,
  StateGraph,
  StateSchema,
} from "@langchain/langgraph";
import { JsonPlusSerializer } from "@langchain/langgraph-checkpoint";
import type { Redis } from "ioredis";
import { RedisSaver } from "../adapters/langgraph-redis/index.ts";

const turns = [10, 20, 40, 80];
const checkpointAllowance = 2_048;

const answer = (messages: readonly BaseMessage[]) =>
  new AIMessage({ id: `a-${messages.length}`, content: `answer ${messages.length} `.padEnd(400, "in some words ") });

const plainGraph = (checkpointer: BaseCheckpointSaver) =>
  new StateGraph(MessagesAnnotation)
    .addNode("agent", ({ messages }) => ({ messages: [answer(messages)] }))
    .addEdge(START, "agent")
    .addEdge("agent", END)
    .compile({ checkpointer });

const deltaGraph = (checkpointer: BaseCheckpointSaver) =>
  new StateGraph(new StateSchema({ messages: MessagesDeltaValue }))
    .addNode("agent", ({ messages }) => ({ messages: [answer(messages)] }))
    .addEdge(START, "agent")
    .addEdge("agent", END)
    .compile({ checkpointer });

/** Memory that the server gives a thread after some turns, next to the bytes of its messages and 2 KB a checkpoint. */
export const stateBytes = async (client: Redis): Promise<string[]> => [
  "bytes of a thread on the server (MEMORY USAGE of its keys), two messages of some 400 bytes a turn",
  ["turns", "messages", "checkpoints", "plain", "of allowed", "delta", "of allowed"]
    .map((it) => it.padStart(12))
    .join(""),
  ...(await Promise.all(turns.map((count) => row(client, count)))),
  "allowed: twice the messages as serialised, and 2 KB a checkpoint",
];

const row = async (client: Redis, count: number): Promise<string> => {
  const saver = new RedisSaver({ client, tenant: "bytes" });
  const threads = [`plain-${count}`, `delta-${count}`] as const;
  for (const [index, graph] of [plainGraph(saver), deltaGraph(saver)].entries()) {
    const config = { configurable: { thread_id: threads[index] } };
    for (let turn = 0; turn < count; turn += 1) {
      const content = `question ${turn} `.padEnd(400, "asked at length ");
      await graph.invoke({ messages: [new HumanMessage({ id: `h-${turn}`, content })] }, config);
    }
  }
  const { values } = await plainGraph(saver).getState({ configurable: { thread_id: threads[0] } });
  const [, serialised] = await new JsonPlusSerializer().dumpsTyped(values.messages);
  const sizes = await Promise.all(threads.map((thread) => memoryOf(client, thread)));
  const cells = await Promise.all(
    threads.map(async (thread, index) => {
      const checkpoints = await client.zcard(`uc:{bytes:${thread}}:i`);
      const allowed = 2 * serialised.byteLength + checkpointAllowance * checkpoints;
      return { checkpoints, bytes: sizes[index] ?? 0, share: (sizes[index] ?? 0) / allowed };
    }),
  );
  const figures = [
    count,
    serialised.byteLength,
    cells[0]?.checkpoints,
    ...cells.flatMap(({ bytes, share }) => [bytes, share.toFixed(2)]),
  ];
  return figures.map((it) => String(it).padStart(12)).join("");
};

const memoryOf = async (client: Redis, thread: string): Promise<number> => {
  const keys = ["i", "c", "e", "w"].map((part) => `uc:{bytes:${thread}}:${part}`);
  const sizes = await Promise.all(keys.map((key) => client.memory("USAGE", key, "SAMPLES", 0)));
  return sizes.reduce((sum: number, size) => sum + Number(size ?? 0), 0);
};
