import { MemorySaver } from "@langchain/langgraph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { RedisKeyValue, RedisThreadState } from "../../adapters/redis/index.ts";
import { checkpointOf, expectedSteps, putStep, readSteps, stepId } from "../harness/checkpoint-chain.ts";
import { busyGraph, busyTurn, historyOf } from "../harness/langgraph-threads.ts";
import { startTcpProxy, type TcpProxy } from "../harness/tcp-proxy.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

describe.skipIf(process.env.REDIS_URL)("a link to Redis", () => {
  const redis = withRedisServer();
  let proxy: TcpProxy;
  beforeAll(async () => {
    proxy = await startTcpProxy(redis().server.port);
  });
  afterAll(() => proxy?.stop());
  const direct = () => redis().connect();
  const throughProxy = () => redis().connect({ port: proxy.port });
  const elementsOf = (thread: string) => direct().hlen(`uc:{acme:${thread}}:e`);

  it("that breaks after a write and before its answer: the write is sent again, and is there once", async () => {
    const saver = new RedisSaver({ client: throughProxy(), tenant: "acme" });
    for (let n = 0; n < 12; n += 1) {
      if (n > 0) proxy.cutBeforeAnswer();
      await putStep(saver, "unanswered", n);
    }
    expect(await readSteps(saver, "unanswered")).toEqual(expectedSteps(11));
    expect(await elementsOf("unanswered")).toBe(12 + 3); // messages, epoch, counter, last operation
  });

  it("that breaks in the middle of a write: all of it is there, or none", async () => {
    const saver = new RedisSaver({ client: throughProxy(), tenant: "acme" });
    for (let n = 0; n < 12; n += 1) {
      proxy.cutAfter(37 * n);
      await putStep(saver, "half", n);
    }
    expect(await readSteps(saver, "half")).toEqual(expectedSteps(11));
    expect(await elementsOf("half")).toBe(12 + 3);
  });

  it("that is cut at random under a graph: its history is that of MemorySaver", async () => {
    const graph = busyGraph(new RedisSaver({ client: throughProxy(), tenant: "acme" }));
    const memory = busyGraph(new MemorySaver());
    const timer = setInterval(() => proxy.cut(), 7);
    try {
      for (const turn of [1, 2]) await busyTurn(graph, "cut", turn, "async");
    } finally {
      clearInterval(timer);
    }
    for (const turn of [1, 2]) await busyTurn(memory, "cut", turn, "async");
    expect(await historyOf(graph, "cut")).toEqual(await historyOf(memory, "cut"));
  });

  it("that is slow: nothing is lost and the order holds", async () => {
    proxy.slowDown(5);
    try {
      const graph = busyGraph(new RedisSaver({ client: throughProxy(), tenant: "acme" }));
      const memory = busyGraph(new MemorySaver());
      for (const it of [graph, memory]) await busyTurn(it, "slow", 1, "async");
      expect(await historyOf(graph, "slow")).toEqual(await historyOf(memory, "slow"));
    } finally {
      proxy.slowDown(0);
    }
  });

  it("that breaks before an answer: a counter counts once, a commit is one commit", async () => {
    const values = new RedisKeyValue({ client: throughProxy() });
    const key = { tenant: "acme", path: ["n"] as const };
    await values.add(key, 1, { ttlMs: null });
    proxy.cutBeforeAnswer();
    expect(await values.add(key, 1, { ttlMs: null })).toBe(2);
    proxy.cutBeforeAnswer();
    expect(await values.setIfAbsent({ tenant: "acme", path: ["once"] }, "x", { ttlMs: null })).toBe(true);

    const state = new RedisThreadState({ client: throughProxy() });
    const ref = { tenant: "acme", thread: "t" };
    proxy.cutBeforeAnswer();
    const outcome = await state.commit(ref, { expected: 0, set: { a: "1" }, remove: [], commit: "c1" });
    expect(outcome.version).toBe(1);
    expect(await state.read(ref)).toEqual({ version: 1, fields: { a: "1" } });
  });

  it("whose server forgets its scripts at any time: they are sent again", async () => {
    const saver = new RedisSaver({ client: direct(), tenant: "acme" });
    const admin = direct();
    for (let n = 0; n < 6; n += 1) {
      await admin.script("FLUSH");
      await putStep(saver, "flushed", n);
    }
    await admin.script("FLUSH");
    expect(await readSteps(saver, "flushed")).toEqual(expectedSteps(5));
  });

  it("used by two savers that race on one thread: every fork is whole, and none is lost", async () => {
    const savers = [1, 2].map(() => new RedisSaver({ client: direct(), tenant: "acme" }));
    const [first] = savers;
    for (let n = 0; n < 5; n += 1) if (first) await putStep(first, "race", n);
    const config = { configurable: { thread_id: "race", checkpoint_ns: "", checkpoint_id: stepId(4) } };
    const branches = Array.from({ length: 40 }, (_, index) => `-${String(index).padStart(2, "0")}`);
    await Promise.all(
      branches.map((branch, index) => {
        const metadata = { source: "fork" as const, step: 5, parents: {} };
        const versions = { messages: 6, step: 6, branch: 2 };
        return savers[index % 2]?.put(config, checkpointOf(5, branch), metadata, versions);
      }),
    );
    for (const [index, branch] of branches.entries()) {
      const where = { configurable: { ...config.configurable, checkpoint_id: stepId(5, branch) } };
      const tuple = await savers[(index + 1) % 2]?.getTuple(where);
      expect(tuple?.checkpoint.channel_values).toEqual(checkpointOf(5, branch).channel_values);
    }
  });

  it("used while another process prunes: no value of a kept checkpoint is gone", async () => {
    const saver = new RedisSaver({ client: direct(), tenant: "acme" });
    const pruner = new RedisSaver({ client: direct(), tenant: "acme" });
    for (let n = 0; n < 30; n += 1) {
      await putStep(saver, "pruned", n);
      if (n % 3 === 0) await pruner.prune({ keepCheckpoints: 2, dryRun: false });
    }
    const kept = (await readSteps(saver, "pruned")) as Array<[string]>;
    expect(kept.length).toBeLessThan(6);
    expect(kept).toEqual(expectedSteps(29).slice(0, kept.length));
    expect(await elementsOf("pruned")).toBe(30 + 3);
  });
});
