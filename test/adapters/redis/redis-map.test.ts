import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { RedisMap } from "../../../adapters/redis/index.ts";
import { withRedis } from "../../harness/with-redis.ts";

const redis = withRedis();
const mapsOf = (prefix = `p${randomUUID()}`) => ({
  prefix,
  open: <Value>(name = "sessions", more: { ttlMs?: number } = {}) =>
    new RedisMap<Value>({ client: redis().connect(), prefix, name, ...more }),
});

it("does what a Map does, key by key", async () => {
  const map = mapsOf().open<string[]>();
  expect(await map.get("anna")).toBeUndefined();
  expect(await map.has("anna")).toBe(false);
  await map.set("anna", ["neap"]);
  expect(await map.get("anna")).toEqual(["neap"]);
  expect(await map.has("anna")).toBe(true);
  expect(await map.get("berta")).toBeUndefined();
  expect(await map.delete("anna")).toBe(true);
  expect(await map.delete("anna")).toBe(false);
  expect(await map.has("anna")).toBe(false);
});

it.each(["", "user:7", "a b", "{x}*", "ümlaut \u0000 😀", "k", "__proto__", "long".repeat(100)])(
  "takes the key %j as any other",
  async (key) => {
    const { open } = mapsOf();
    await open<number>().set(key, 1);
    await open<number>().set(`${key}.`, 2);
    expect(await open<number>().get(key)).toBe(1);
  },
);

it("keeps maps of two names, and apps of two prefixes, apart", async () => {
  const { open } = mapsOf();
  await open<number>("sessions").set("anna", 1);
  expect(await open<number>("chats").has("anna")).toBe(false);
  expect(await mapsOf().open<number>("sessions").has("anna")).toBe(false);
});

it("loses no change of an entry that many make at once", async () => {
  const { open } = mapsOf();
  const add = (map: RedisMap<number>) => map.update("anna", (held) => (held ?? 0) + 1);
  const [one, other] = [open<number>(), open<number>()];
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(index % 2 === 0 ? one : other)));
  expect(await one.get("anna")).toBe(40);
});

it("keeps null, and refuses what is no JSON", async () => {
  const map = mapsOf().open<unknown>();
  await map.set("anna", null);
  expect(await map.has("anna")).toBe(true);
  expect(await map.get("anna")).toBeNull();
  await expect(map.set("anna", undefined)).rejects.toMatchObject({ code: "VALUE_NOT_JSON" });
  await expect(map.update("berta", () => () => 1)).rejects.toMatchObject({ code: "VALUE_NOT_JSON" });
});

it("gives entries the life that it is told", async () => {
  const { open, prefix } = mapsOf();
  await open<number>("sessions", { ttlMs: 60_000 }).set("anna", 1);
  await open<number>("chats").set("anna", 1);
  const client = redis().connect();
  const lives = await Promise.all((await client.keys(`${prefix}:*`)).map((it) => client.pttl(it)));
  expect(lives.filter((it) => it > 0 && it <= 60_000)).toHaveLength(1);
  expect(lives.filter((it) => it === -1)).toHaveLength(1);
});
