import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll } from "vitest";
import { ensureRedis } from "../../scripts/ensure-redis.ts";
import { startRedisServer } from "./redis-server.ts";

/** A Redis for one test file. */
export interface TestRedis {
  readonly url: string;
  /** Begin every key with it: on a shared server only these keys are removed at the end. */
  readonly prefix: string;
  /** A new connection; closed at the end with the others. */
  connect(): Redis;
}

/** A running Redis together with the way to give it back. */
export interface OwnedRedis extends TestRedis {
  stop(): Promise<void>;
}

/**
 * Gives the test file a Redis before its first test and takes it back after its last. Uses `REDIS_URL` if set, else
 * starts a server of its own; `settings` (such as `["--appendonly", "yes"]`) apply to an own server only.
 */
export const withRedis = (settings: readonly string[] = []): (() => TestRedis) => {
  let owned: OwnedRedis | undefined;
  beforeAll(async () => {
    owned = await openRedis(settings);
  }, 300_000); // the first run on a machine may have to install a server
  afterAll(() => owned?.stop());
  return () => {
    if (owned === undefined) throw new Error("the Redis of withRedis() exists only inside tests and hooks");
    return owned;
  };
};

/** As {@link withRedis}, for code that is not in a test's hooks; the caller stops it. */
export const openRedis = async (settings: readonly string[] = []): Promise<OwnedRedis> => {
  const source = await ensureRedis();
  const server = source.kind === "program" ? await startRedisServer(source.path, settings) : null;
  const url = source.kind === "url" ? source.url : `redis://127.0.0.1:${server?.port}`;
  const prefix = `unconduct-test:${randomUUID()}:`;
  const clients: Redis[] = [];
  const connect = () => {
    const client = new Redis(url);
    clients.push(client);
    return client;
  };
  const stop = async () => {
    if (server === null) await removeKeys(connect(), prefix);
    for (const client of clients) client.disconnect();
    await server?.stop();
  };
  return { url, prefix, connect, stop };
};

const removeKeys = async (client: Redis, prefix: string): Promise<void> => {
  for await (const keys of client.scanStream({ match: `${prefix}*`, count: 500 })) {
    if (keys.length > 0) await client.unlink(...keys);
  }
};
