import { MemorySaver } from "@langchain/langgraph";
import { Redis as Redis6 } from "ioredis-6";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RedisSaver, RedisStore } from "../../../adapters/langgraph-redis/index.ts";
import { RedisDecisionLog, RedisKeyValue, RedisStageStore, RedisThreadState } from "../../../adapters/redis/index.ts";
import { decisionOf } from "../../harness/decision-of.ts";
import { busyGraph, busyTurn, historyOf } from "../../harness/langgraph-threads.ts";
import { stageOf } from "../../harness/stage-of.ts";
import { withRedis } from "../../harness/with-redis.ts";

// ioredis 6 speaks RESP3, which shapes some answers in another way. The other tests run on ioredis 5.
const redis = withRedis();
let client: Redis6;
beforeAll(() => {
  client = new Redis6(redis().url);
});
afterAll(() => client?.disconnect());

it("RedisSaver on ioredis 6 has the history of MemorySaver, lists threads, prunes and deletes", async () => {
  const saver = new RedisSaver({ client, prefix: "six", tenant: "acme" });
  const [ours, memory] = [busyGraph(saver), busyGraph(new MemorySaver())];
  for (const graph of [ours, memory]) for (const turn of [1, 2]) await busyTurn(graph, "th", turn, "async");
  expect(await historyOf(ours, "th")).toEqual(await historyOf(memory, "th"));
  const threads = new Set<string>();
  for await (const { config } of saver.list({})) threads.add(config.configurable?.thread_id);
  expect([...threads]).toEqual(["th"]);
  const would = await saver.prune({ keepCheckpoints: 1, dryRun: true });
  expect(await saver.prune({ keepCheckpoints: 1, dryRun: false })).toEqual(would);
  await saver.deleteThread("th");
  expect(await saver.getTuple({ configurable: { thread_id: "th" } })).toBeUndefined();
});

it("RedisStore on ioredis 6 finds what it stored", async () => {
  const store = new RedisStore({ client, prefix: "six", tenant: "acme" });
  await store.put(["users", "ann"], "k", { n: 1 });
  expect(await store.search(["users"], { filter: { n: { $lte: 1 } } })).toMatchObject([{ key: "k", value: { n: 1 } }]);
  expect(await store.listNamespaces()).toEqual([["users", "ann"]]);
});

it("the ports on ioredis 6 read what they wrote", async () => {
  const options = { client, prefix: "six" };
  const log = new RedisDecisionLog(options);
  await log.append("acme", [decisionOf("a"), decisionOf("b", { thread: "other" })]);
  const page = await log.read({ tenant: "acme", thread: "other", after: null, limit: 9 });
  expect(page.decisions.map(({ id }) => id)).toEqual(["b"]);
  expect(await log.tenants()).toEqual(["acme"]);
  const stages = new RedisStageStore(options);
  await stages.replace(stageOf({}));
  expect(await stages.tenants()).toEqual([stageOf({}).tenant]);
  const values = new RedisKeyValue(options);
  expect(await values.add({ tenant: "acme", path: ["n"] }, 2, { ttlMs: 1000 })).toBe(2);
  const state = new RedisThreadState(options);
  await state.commit(
    { tenant: "acme", thread: "t" },
    { expected: 0, set: { a: "1", b: "2" }, remove: [], commit: "c" },
  );
  expect(await state.read({ tenant: "acme", thread: "t" })).toEqual({ version: 1, fields: { a: "1", b: "2" } });
  expect(await state.readFields({ tenant: "acme", thread: "t" }, ["b", "z"])).toEqual({
    version: 1,
    fields: { b: "2" },
  });
});
