import { AIMessage, HumanMessage } from "@langchain/core/messages";
import type { BaseCheckpointSaver, Checkpoint } from "@langchain/langgraph-checkpoint";

/** Message number `n` of every chain: the same bytes whoever makes it. */
export const messageOf = (n: number) =>
  n % 2 === 0
    ? new HumanMessage({ id: `m-${n}`, content: `question ${n} `.repeat(20) })
    : new AIMessage({ id: `m-${n}`, content: `answer ${n} `.repeat(20) });

/** Id of step `n`: sorts as the steps do. */
export const stepId = (n: number, branch = ""): string => `${String(n).padStart(8, "0")}${branch}`;

/** The checkpoint of step `n` of a conversation that grows by one message a step. */
export const checkpointOf = (n: number, branch = ""): Checkpoint => ({
  v: 4,
  id: stepId(n, branch),
  ts: "2026-01-01T00:00:00.000Z",
  channel_values: { messages: Array.from({ length: n + 1 }, (_, index) => messageOf(index)), step: n, branch },
  channel_versions: { messages: n + 1, step: n + 1, branch: 1 },
  versions_seen: {},
});

/** Stores step `n` on top of step `n - 1`, with a pending write of the task that led to it. Resolves when acknowledged. */
export const putStep = async (saver: BaseCheckpointSaver, thread: string, n: number): Promise<void> => {
  const parent = n === 0 ? {} : { checkpoint_id: stepId(n - 1) };
  const config = { configurable: { thread_id: thread, checkpoint_ns: "", ...parent } };
  const { branch: _, ...changed } = checkpointOf(n).channel_versions;
  const versions = n === 0 ? checkpointOf(n).channel_versions : changed;
  if (n > 0) await saver.putWrites(config, [["messages", [messageOf(n)]]], `task-${n}`, "~__pregel_pull");
  await saver.put(config, checkpointOf(n), { source: "loop", step: n, parents: {} }, versions);
};

/** All steps of a thread, newest first, as `[id, message ids, step, pending tasks]`. */
export const readSteps = async (saver: BaseCheckpointSaver, thread: string): Promise<unknown[]> => {
  const steps: unknown[] = [];
  for await (const { checkpoint, pendingWrites = [] } of saver.list({ configurable: { thread_id: thread } })) {
    const { messages, step } = checkpoint.channel_values as { messages: Array<{ id: string }>; step: number };
    steps.push([checkpoint.id, messages.map(({ id }) => id), step, pendingWrites.map(([task]) => task)]);
  }
  return steps;
};

/** What {@link readSteps} must give after steps 0 to `last`. */
export const expectedSteps = (last: number): unknown[] =>
  Array.from({ length: last + 1 }, (_, index) => last - index).map((n) => [
    stepId(n),
    Array.from({ length: n + 1 }, (_, index) => `m-${index}`),
    n,
    n === last ? [] : [`task-${n + 1}`],
  ]);
