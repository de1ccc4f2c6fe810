import { MemorySaver } from "@langchain/langgraph";
import type { Cluster } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedisSaver, RedisStore } from "../../../adapters/langgraph-redis/index.ts";
import { RedisDecisionLog, RedisKeyValue, RedisStageStore, RedisThreadState } from "../../../adapters/redis/index.ts";
import { decisionOf } from "../../harness/decision-of.ts";
import { busyGraph, busyTurn, historyOf } from "../../harness/langgraph-threads.ts";
import { type RedisCluster, startRedisCluster } from "../../harness/redis-cluster.ts";
import { stageOf } from "../../harness/stage-of.ts";

describe.skipIf(process.env.REDIS_URL)("on a Redis Cluster of three nodes", () => {
  let cluster: RedisCluster;
  let client: Cluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    client = cluster.connect();
  }, 60_000);
  afterAll(() => cluster?.stop());

  it("a graph with everything has the same history as in memory, thread by thread over all nodes", async () => {
    const saver = new RedisSaver({ client, tenant: "acme" });
    const [ours, memory] = [busyGraph(saver), busyGraph(new MemorySaver())];
    const threads = ["a", "b", "c", "d", "e", "f"];
    for (const graph of [ours, memory]) for (const thread of threads) await busyTurn(graph, thread, 1, "async");
    for (const thread of threads) expect(await historyOf(ours, thread)).toEqual(await historyOf(memory, thread));
    const sizes = await Promise.all(client.nodes("master").map((node) => node.dbsize()));
    expect(sizes.every((size) => size > 0)).toBe(true);

    const listed = new Set<string>();
    for await (const { config } of saver.list({})) listed.add(config.configurable?.thread_id);
    expect([...listed].sort()).toEqual(threads);
    expect(await saver.prune({ keepCheckpoints: 1, dryRun: false })).toMatchObject({ threads: threads.length });
    for (const thread of threads) await saver.deleteThread(thread);
    expect(await saver.getTuple({ configurable: { thread_id: "a" } })).toBeUndefined();
  });

  it("store and ports work: every script stays in one slot", async () => {
    const store = new RedisStore({ client, tenant: "acme" });
    await store.put(["users", "ann"], "k", { n: 1 });
    expect(await store.search(["users"])).toMatchObject([{ key: "k", value: { n: 1 } }]);

    const log = new RedisDecisionLog({ client });
    await log.append("acme", [decisionOf("a", { thread: "t-1" }), decisionOf("b", { thread: "t-2" })]);
    expect((await log.read({ tenant: "acme", thread: "t-2", after: null, limit: 9 })).decisions).toHaveLength(1);
    expect(await log.prune("acme", "2999-01-01T00:00:00.000Z")).toBe(2);

    const stages = new RedisStageStore({ client });
    expect(await stages.replace(stageOf({}))).toEqual({ kind: "written" });
    expect((await stages.read(stageOf({}).tenant))?.version).toBe(1);

    const values = new RedisKeyValue({ client });
    expect(await values.add({ tenant: "acme", path: ["n"] }, 2, { ttlMs: null })).toBe(2);

    const state = new RedisThreadState({ client });
    const ref = { tenant: "acme", thread: "t-1" };
    await state.commit(ref, { expected: 0, set: { a: "1" }, remove: [], commit: "c1" });
    expect(await state.read(ref)).toEqual({ version: 1, fields: { a: "1" } });
  });
});
