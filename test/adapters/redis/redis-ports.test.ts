import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import {
  RedisDecisionLog,
  RedisKeyValue,
  RedisRegistryIndex,
  RedisStageStore,
  RedisThreadState,
} from "../../../adapters/redis/index.ts";
import { decisionLogContract } from "../../contract/decision-log.contract.ts";
import { keyValueContract } from "../../contract/key-value.contract.ts";
import { registryIndexContract } from "../../contract/registry-index.contract.ts";
import { stageStoreContract } from "../../contract/stage-store.contract.ts";
import { threadStateContract } from "../../contract/thread-state.contract.ts";
import { decisionOf } from "../../harness/decision-of.ts";
import { cardOf } from "../../harness/registry/card-of.ts";
import { withRedis } from "../../harness/with-redis.ts";

const redis = withRedis();
/** A prefix of its own, so that every subject begins empty. */
const options = () => ({ client: redis().connect(), prefix: `p${randomUUID()}` });

keyValueContract("adapters/redis", () => ({
  port: new RedisKeyValue(options()),
  pass: async (milliseconds) => {
    await wait(milliseconds); // the server's own clock decides
  },
}));
threadStateContract("adapters/redis", () => ({ port: new RedisThreadState(options()) }));
for (const tenant of [undefined, "acme"])
  registryIndexContract(`adapters/redis, ${tenant ?? "all tenants"}`, () => ({
    port: new RedisRegistryIndex({ ...options(), ...(tenant === undefined ? {} : { tenant }) }),
    pass: async (milliseconds) => {
      await wait(milliseconds); // the server's own clock decides
    },
  }));
stageStoreContract("adapters/redis", () => ({ port: new RedisStageStore(options()) }));
decisionLogContract("adapters/redis", () => ({ port: new RedisDecisionLog(options()) }));

it("the decision log drops the oldest at its limit, from the thread's index too, or refuses with LOG_FULL", async () => {
  const decisions = Array.from({ length: 30 }, (_, index) => decisionOf(`d-${index}`, { thread: `t-${index % 2}` }));
  const dropping = new RedisDecisionLog({ ...options(), perTenant: 10 });
  await dropping.append("acme", decisions);
  const page = await dropping.read({ tenant: "acme", thread: null, after: null, limit: 100 });
  expect(page.decisions.map(({ id }) => id)).toEqual(decisions.slice(20).map(({ id }) => id));
  expect((await dropping.read({ tenant: "acme", thread: "t-1", after: null, limit: 100 })).decisions).toHaveLength(5);

  const refusing = new RedisDecisionLog({ ...options(), perTenant: 10, whenFull: "refuse" });
  await expect(refusing.append("acme", decisions)).rejects.toMatchObject({ code: "LOG_FULL" });
  await refusing.append("acme", decisions.slice(0, 10)); // known ones are no news
  expect((await refusing.read({ tenant: "acme", thread: null, after: null, limit: 100 })).decisions).toHaveLength(10);
});

it("the decision log leaves out what it cannot read, says so, and prunes it by the date that it has", async () => {
  const config = options();
  const warnings: string[] = [];
  const log = new RedisDecisionLog({ ...config, onSkipped: (sentence) => warnings.push(sentence) });
  const decisions = [1, 2, 3].map((day) => decisionOf(`d-${day}`, { at: `2026-01-0${day}T00:00:00.000Z` }));
  await log.append("acme", decisions);
  const client = redis().connect();
  const stream = (await client.keys(`${config.prefix}*`)).find((key) => key.endsWith("log")) ?? "";
  const [entry] = await client.xrange(stream, "-", "+", "COUNT", 1);
  const fields = entry?.[1].slice(0, 4) ?? [];
  for (const text of ["no JSON", JSON.stringify({ contract: "decision/9", at: "2026-01-04T00:00:00.000Z" })])
    await client.xadd(stream, "*", ...fields, "d", text);
  const page = await log.read({ tenant: "acme", thread: null, after: null, limit: 10 });
  expect(page).toEqual({ decisions, next: null });
  const first = await log.read({ tenant: "acme", thread: null, after: null, limit: 4 });
  expect(first.decisions).toHaveLength(3);
  expect(await log.read({ tenant: "acme", thread: null, after: first.next, limit: 4 })).toEqual({
    ...{ decisions: [], next: null },
  });
  expect(await log.latest("acme", 3)).toEqual(decisions.slice(2));
  expect(warnings).toHaveLength(4);
  expect(warnings[0]).toContain("decision log of tenant acme: left out 2 that cannot be read, such as: entry");
  expect(await log.prune("acme", "2026-01-04T00:00:00.000Z")).toBe(4);
  expect(await client.xlen(stream)).toBe(1);
});

it.each(["a:b", "x*", "", "{other}", "sp ace"])("no port takes the tenant %j", async (tenant) => {
  const config = options();
  const attempts = [
    new RedisKeyValue(config).get({ tenant, path: ["a"] }),
    new RedisThreadState(config).read({ tenant, thread: "t" }),
    new RedisStageStore(config).read(tenant),
    new RedisDecisionLog(config).read({ tenant, thread: null, after: null, limit: 1 }),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "ID_REFUSED" });
});

it("a registry index of one tenant is not that of all, nor that of another", async () => {
  const config = options();
  const all = new RedisRegistryIndex(config);
  const acme = new RedisRegistryIndex({ ...config, tenant: "acme" });
  await all.put({ card: cardOf("writer"), holder: "a", leaseMs: 60_000 });
  await acme.put({ card: cardOf("editor"), holder: "a", leaseMs: 60_000 });
  expect((await all.list()).map(({ card }) => card.id)).toEqual(["writer"]);
  expect((await acme.list()).map(({ card }) => card.id)).toEqual(["editor"]);
  expect(await new RedisRegistryIndex({ ...config, tenant: "bolt" }).list()).toEqual([]);
  expect(() => new RedisRegistryIndex({ ...config, tenant: "a:b" })).toThrow(
    expect.objectContaining({ code: "ID_REFUSED" }),
  );
});
