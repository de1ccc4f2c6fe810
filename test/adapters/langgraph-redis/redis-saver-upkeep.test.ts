import { AIMessage, HumanMessage } from "@langchain/core/messages";
import {
  type BaseCheckpointSaver,
  END,
  MemorySaver,
  MessagesDeltaValue,
  START,
  StateGraph,
  StateSchema,
} from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { RedisSaver, type RedisSaverOptions } from "../../../adapters/langgraph-redis/index.ts";
import { busyGraph, busyTurn, historyOf } from "../../harness/langgraph-threads.ts";
import { waitUntil } from "../../harness/wait-until.ts";
import { withRedis } from "../../harness/with-redis.ts";

const redis = withRedis();
const tenantOf = () => `t${Math.random().toString(36).slice(2)}`;
const saverOf = (options: Partial<RedisSaverOptions> = {}) =>
  new RedisSaver({ client: redis().connect(), tenant: tenantOf(), ...options });

const deltaGraph = (checkpointer: BaseCheckpointSaver) =>
  new StateGraph(new StateSchema({ messages: MessagesDeltaValue }))
    .addNode("agent", ({ messages }) => ({
      messages: [new AIMessage({ id: `a-${messages.length}`, content: "answer ".repeat(30) })],
    }))
    .addEdge(START, "agent")
    .addEdge("agent", END)
    .compile({ checkpointer });

const deltaTurn = (graph: ReturnType<typeof deltaGraph>, turn: number) =>
  graph.invoke(
    { messages: [new HumanMessage({ id: `h-${turn}`, content: "question ".repeat(30) })] },
    { configurable: { thread_id: "th" } },
  );

const idsOf = async (graph: ReturnType<typeof deltaGraph>) => {
  const { values } = await graph.getState({ configurable: { thread_id: "th" } });
  return values.messages.map(({ id }: { id?: string }) => id);
};

describe("prune", () => {
  it("says in a dry run what it would remove, and removes just that", async () => {
    const saver = saverOf();
    const graph = busyGraph(saver);
    for (const turn of [1, 2, 3]) await busyTurn(graph, "th", turn, "sync");
    const before = await historyOf(graph, "th");
    const would = await saver.prune({ keepCheckpoints: 2, dryRun: true });
    expect(would.checkpointsRemoved).toBeGreaterThan(5);
    expect(await historyOf(graph, "th")).toEqual(before);
    expect(await saver.prune({ keepCheckpoints: 2, dryRun: false })).toEqual(would);
    expect(await historyOf(graph, "th")).toEqual(
      [before[0], before[1]].map((row) => expect.objectContaining(Object(row))),
    );
    await busyTurn(graph, "th", 4, "sync"); // and the thread goes on
    expect((await graph.getState({ configurable: { thread_id: "th" } })).values.messages).toHaveLength(12);
  });

  it("keeps what delta channels are rebuilt from", async () => {
    const saver = saverOf();
    const [ours, memory] = [deltaGraph(saver), deltaGraph(new MemorySaver())];
    for (const turn of [1, 2, 3, 4]) {
      await deltaTurn(ours, turn);
      await deltaTurn(memory, turn);
      await saver.prune({ keepCheckpoints: 1, dryRun: false });
      expect(await idsOf(ours)).toEqual(await idsOf(memory));
    }
  });

  it("removes threads that nobody used for long, wholly", async () => {
    const [client, tenant] = [redis().connect(), tenantOf()];
    const saver = saverOf({ tenant });
    await busyTurn(busyGraph(saver), "th", 1, "sync");
    expect(await saver.prune({ unusedForMs: 3_600_000, dryRun: false })).toMatchObject({
      threads: 1,
      threadsRemoved: 0,
    });
    expect(await saver.prune({ unusedForMs: 0, dryRun: false })).toMatchObject({ threads: 1, threadsRemoved: 1 });
    expect(await client.exists(...["i", "c", "e", "w"].map((part) => `uc:{${tenant}:th}:${part}`))).toBe(0);
  });

  it("runs by itself where a limit is set", async () => {
    const [client, tenant] = [redis().connect(), tenantOf()];
    const graph = busyGraph(saverOf({ tenant, limits: { checkpoints: 5 } }));
    for (const turn of [1, 2, 3, 4, 5]) await busyTurn(graph, "th", turn, "sync");
    expect(await client.zcard(`uc:{${tenant}:th}:i`)).toBeLessThan(25);
    expect((await graph.getState({ configurable: { thread_id: "th" } })).values.messages).toHaveLength(15);
  });
});

describe("delta channels", () => {
  it("are rebuilt in one walk, as in memory, in another process too", async () => {
    const tenant = tenantOf();
    const memory = deltaGraph(new MemorySaver());
    for (const turn of [1, 2, 3]) {
      await deltaTurn(deltaGraph(saverOf({ tenant })), turn);
      await deltaTurn(memory, turn);
    }
    expect(await idsOf(deltaGraph(saverOf({ tenant })))).toEqual(await idsOf(memory));
  });
});

describe("ttl", () => {
  it("forgets a thread with all its keys once nobody wrote to it for so long", async () => {
    const [client, tenant] = [redis().connect(), tenantOf()];
    const saver = saverOf({ tenant, ttl: { ms: 400 } });
    await busyTurn(busyGraph(saver), "th", 1, "sync");
    const keys = ["i", "c", "e", "w"].map((part) => `uc:{${tenant}:th}:${part}`);
    const lives = await Promise.all(keys.map((key) => client.pttl(key)));
    expect(lives.every((life) => life > 0)).toBe(true);
    await waitUntil(async () => (await client.exists(...keys)) === 0);
    expect(await saver.getTuple({ configurable: { thread_id: "th" } })).toBeUndefined();
    await busyTurn(busyGraph(saver), "th", 1, "sync"); // a thread of that name begins anew
  });

  it("counts from the last read if asked", async () => {
    const [client, tenant] = [redis().connect(), tenantOf()];
    const saver = saverOf({ tenant, ttl: { ms: 3_600_000, onRead: true } });
    await busyTurn(busyGraph(saver), "th", 1, "sync");
    await client.pexpire(`uc:{${tenant}:th}:e`, 60_000);
    await saver.getTuple({ configurable: { thread_id: "th" } });
    expect(await client.pttl(`uc:{${tenant}:th}:e`)).toBeGreaterThan(60_000);
  });
});
