import fc from "fast-check";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedisSaver, RedisStore } from "../../../adapters/langgraph-redis/index.ts";
import { RedisDecisionLog, RedisKeyValue, RedisStageStore, RedisThreadState } from "../../../adapters/redis/index.ts";
import { aclRules, aclUser } from "../../../shim/keys/acl-rules.ts";
import { tenantKeys } from "../../../shim/keys/tenant-keys.ts";
import { decisionOf } from "../../harness/decision-of.ts";
import { hostileId, plainId } from "../../harness/hostile-ids.ts";
import { busyGraph, busyTurn } from "../../harness/langgraph-threads.ts";
import { stageOf } from "../../harness/stage-of.ts";
import { withRedisServer } from "../../harness/with-redis-server.ts";

const passwordOf = (tenant: string) => `password-of-${tenant}-0123456789`;
const secret = "bolt's secret";

/** Everything that the runtime keeps for one tenant, through that tenant's own user. */
const useEverything = async (client: Redis, tenant: string) => {
  const options = { client, mode: "dedicated", tenants: [tenant] } as const;
  await busyTurn(busyGraph(new RedisSaver({ ...options, tenant })), "th", 1, "sync");
  const saver = new RedisSaver({ ...options, tenant });
  await saver.prune({ keepCheckpoints: 2, dryRun: false });
  const store = new RedisStore({ ...options, tenant });
  await store.put(["notes"], "k", { text: secret });
  const log = new RedisDecisionLog(options);
  await log.append(tenant, [decisionOf("d-1", { tenant, thread: "th" })]);
  await new RedisStageStore(options).replace(stageOf({}, { tenant }));
  const values = new RedisKeyValue(options);
  await values.set({ tenant, path: ["secret"] }, secret, { ttlMs: null });
  await values.add({ tenant, path: ["count"] }, 1, { ttlMs: 60_000 });
  const state = new RedisThreadState(options);
  await state.commit({ tenant, thread: "th" }, { expected: 0, set: { a: secret }, remove: [], commit: "c" });
  return {
    threads: (await saver.getTuple({ configurable: { thread_id: "th" } }))?.checkpoint.id,
    items: (await store.search([])).length,
    decisions: (await log.read({ tenant, thread: "th", after: null, limit: 9 })).decisions.length,
    tenants: [await log.tenants(), await new RedisStageStore(options).tenants()],
    state: (await state.read({ tenant, thread: "th" }))?.version,
  };
};

/** What a tenant's own connection must not be able to do. docs/isolation.md publishes the same list. */
const attacks: ReadonlyArray<readonly [name: string, ...command: readonly [string, ...string[]]]> = [
  ["read a value by its key", "GET", "uc:{bolt}:kv:secret"],
  ["ask whether a key is there", "EXISTS", "uc:{bolt:th}:e"],
  ["ask what kind a key is", "TYPE", "uc:{bolt}:stage"],
  ["ask how long a key lives", "PTTL", "uc:{bolt}:kv:count"],
  ["read elements of a thread", "HGETALL", "uc:{bolt:th}:e"],
  ["read a thread's index", "ZRANGE", "uc:{bolt:th}:i", "0", "-1"],
  ["read the list of threads", "ZRANGE", "uc:{bolt}:threads", "0", "-1"],
  ["read the decision log", "XRANGE", "uc:{bolt}:log", "-", "+"],
  ["wait for the decision log", "XREAD", "STREAMS", "uc:{bolt}:log", "0"],
  ["read the stage", "LRANGE", "uc:{bolt}:stage", "0", "-1"],
  ["write a stage", "LPUSH", "uc:{bolt}:stage", "{}"],
  ["overwrite a value", "SET", "uc:{bolt}:kv:secret", "mine"],
  ["remove a thread", "UNLINK", "uc:{bolt:th}:c"],
  ["rename a key over to oneself", "RENAME", "uc:{bolt}:kv:secret", "uc:{acme}:kv:stolen"],
  ["copy a key over to oneself", "COPY", "uc:{bolt}:kv:secret", "uc:{acme}:kv:stolen"],
  ["sort by another's key", "SORT", "uc:{acme}:kv:x", "BY", "uc:{bolt}:*"],
  ["dump a key", "DUMP", "uc:{bolt}:kv:secret"],
  ["a tenant whose name begins with one's own", "GET", "uc:{acme2}:kv:secret"],
  ["a key without a tenant", "SET", "anything", "1"],
  ["the list of tenants in shared mode", "SMEMBERS", "uc:{~all}:stages"],
  ["another app's prefix", "GET", "other:{acme}:kv:secret"],
  ["list keys by pattern", "KEYS", "uc:{bolt*"],
  ["list one's own keys by pattern", "KEYS", "uc:{acme}:*"],
  ["scan", "SCAN", "0", "MATCH", "uc:{bolt*"],
  ["take a random key", "RANDOMKEY"],
  ["count keys", "DBSIZE"],
  ["read counters of the server", "INFO"],
  ["list clients", "CLIENT", "LIST"],
  ["name one's own client id", "CLIENT", "ID"],
  ["kill a client", "CLIENT", "KILL", "TYPE", "normal"],
  ["watch all commands", "MONITOR"],
  ["read slow commands of others", "SLOWLOG", "GET"],
  ["read latencies", "LATENCY", "LATEST"],
  ["measure a key's memory", "MEMORY", "USAGE", "uc:{bolt}:kv:secret"],
  ["inspect a key", "OBJECT", "ENCODING", "uc:{bolt}:kv:secret"],
  ["read settings", "CONFIG", "GET", "*"],
  ["list users", "ACL", "LIST"],
  ["read refusals of others", "ACL", "LOG"],
  ["debug", "DEBUG", "OBJECT", "uc:{bolt}:kv:secret"],
  ["another database", "SELECT", "1"],
  ["swap databases", "SWAPDB", "0", "1"],
  ["empty the server", "FLUSHALL"],
  ["forget all scripts", "SCRIPT", "FLUSH"],
  [
    "load a function for all",
    "FUNCTION",
    "LOAD",
    "#!lua name=x\nredis.register_function('x', function() return 1 end)",
  ],
  ["listen to another's channel", "SUBSCRIBE", "uc:{bolt}:channel:stage"],
  ["listen to all channels", "PSUBSCRIBE", "*"],
  ["list channels", "PUBSUB", "CHANNELS"],
  ["speak on another's channel", "PUBLISH", "uc:{bolt}:channel:stage", "x"],
  ["speak on a channel without a tenant", "PUBLISH", "stage", "x"],
  ["a script that declares another's key", "EVAL", "return redis.call('GET', KEYS[1])", "1", "uc:{bolt}:kv:secret"],
  ["a script that hides another's key", "EVAL", "return redis.call('GET', 'uc:{bolt}:kv:secret')", "0"],
  [
    "a script that builds another's key",
    "EVAL",
    "return redis.call('HGETALL', 'uc:{' .. ARGV[1] .. '}:e')",
    "0",
    "bolt:th",
  ],
  ["a script that scans", "EVAL", "return redis.call('SCAN', '0')", "0"],
  ["a script that publishes", "EVAL", "return redis.call('PUBLISH', 'uc:{bolt}:channel:x', '1')", "0"],
  ["a transaction", "EVAL", "return redis.call('RENAME', 'uc:{bolt}:stage', 'uc:{acme}:stage')", "0"],
  ["replicate the server", "PSYNC", "?", "-1"],
  ["become a replica", "REPLICAOF", "127.0.0.1", "1"],
  ["move a key away", "MIGRATE", "127.0.0.1", "1", "uc:{bolt}:kv:secret", "0", "10"],
  ["switch to the default user", "AUTH", "default", "guess"],
  ["switch to another tenant's user", "AUTH", "uc:bolt", "guess"],
];

describe.skipIf(process.env.REDIS_URL)("a tenant in dedicated mode", () => {
  const redis = withRedisServer();
  const userOf = (tenant: string) =>
    redis().connect({ username: `uc:${tenant}`, password: passwordOf(tenant), enableReadyCheck: false });
  let acme: Redis;

  beforeAll(async () => {
    const admin = redis().connect();
    for (const tenant of ["acme", "bolt"]) {
      const keys = tenantKeys({ tenant, mode: "dedicated" });
      expect(aclUser(keys)).toBe(`uc:${tenant}`);
      await admin.call("ACL", "SETUSER", ...aclRules(keys, { password: passwordOf(tenant) }));
    }
    await admin.call("ACL", "SETUSER", "default", "resetpass", ">admin-only-password");
    acme = userOf("acme");
    await useEverything(userOf("bolt"), "bolt");
  });
  afterAll(() => acme?.disconnect());

  it("can do all that the runtime does, with nothing refused on the way", async () => {
    const admin = redis().connect({ password: "admin-only-password" });
    await admin.call("ACL", "LOG", "RESET");
    expect(await useEverything(userOf("acme"), "acme")).toEqual({
      threads: expect.any(String),
      items: 1,
      decisions: 1,
      tenants: [["acme"], ["acme"]],
      state: 1,
    });
    expect(await admin.call("ACL", "LOG")).toEqual([]);
  });

  it.each(attacks)("cannot %s", async (_, command, ...args) => {
    // One that were let through would answer on this connection, or leave it in another mode.
    const own = userOf("acme");
    await expect(own.call(command, ...args)).rejects.toThrow(
      /NOPERM|WRONGPASS|ACL failure|can't access|can't run|can't publish|DEBUG command not allowed/,
    );
    own.disconnect();
  });

  it("finds nothing of another tenant through any adapter, whatever ids it tries", async () => {
    const options = { client: acme, mode: "dedicated", threadIds: "encode" } as const;
    const saver = new RedisSaver({ ...options, tenant: "acme" });
    const [state, log] = [new RedisThreadState(options), new RedisDecisionLog(options)];
    const values = new RedisKeyValue(options);
    const crossing = fc.constantFrom(
      "}:{bolt:th",
      "th}:e",
      "../bolt",
      "bolt:th",
      "{bolt:th}",
      "acme}:{bolt",
      "*",
      "\u0000bolt",
    );
    const nothing = async (attempt: Promise<unknown>, empty: unknown) => {
      const outcome = await attempt.catch((error: { code?: string }) => error.code);
      expect([empty, "ID_REFUSED"]).toContainEqual(outcome);
    };
    await fc.assert(
      fc.asyncProperty(fc.oneof(crossing, hostileId, plainId), async (id) => {
        fc.pre(id !== "th" && id !== "acme");
        await nothing(saver.getTuple({ configurable: { thread_id: id } }), undefined);
        await nothing(saver.getTuple({ configurable: { thread_id: "no", checkpoint_ns: id } }), undefined);
        await nothing(state.read({ tenant: "acme", thread: id }), null);
        await nothing(log.read({ tenant: "acme", thread: id, after: null, limit: 9 }), { decisions: [], next: null });
        await nothing(values.get({ tenant: "acme", path: [id] }), null);
      }),
      { numRuns: 150 },
    );
  });

  it("is refused with REDIS_FORBIDDEN when an adapter is told another tenant's name", async () => {
    const options = { client: acme, mode: "dedicated" } as const;
    const saver = new RedisSaver({ ...options, tenant: "bolt" });
    const forbidden = { code: "REDIS_FORBIDDEN" };
    await expect(saver.getTuple({ configurable: { thread_id: "th" } })).rejects.toMatchObject(forbidden);
    await expect(saver.deleteThread("th")).rejects.toMatchObject(forbidden);
    await expect(new RedisStore({ ...options, tenant: "bolt" }).search([])).rejects.toMatchObject(forbidden);
    await expect(new RedisStageStore(options).read("bolt")).rejects.toMatchObject(forbidden);
    await expect(new RedisKeyValue(options).get({ tenant: "bolt", path: ["secret"] })).rejects.toMatchObject(forbidden);
  });
});
