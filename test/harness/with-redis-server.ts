import { Redis, type RedisOptions } from "ioredis";
import { afterAll, beforeAll } from "vitest";
import { ensureRedis } from "../../scripts/ensure-redis.ts";
import { type RedisServer, startRedisServer } from "./redis-server.ts";

/** A server that the test may kill, fill or reconfigure: never one that others use. */
export interface OwnServer {
  readonly server: RedisServer;
  /** A connection, through `port` if given (a proxy's); closed at the end. Errors of cut connections are swallowed. */
  connect(options?: RedisOptions): Redis;
}

/** As `withRedis`, but always a server of the file's own; null on a machine that has none but `REDIS_URL`. */
export const withRedisServer = (settings: readonly string[] = []): (() => OwnServer) => {
  let owned: OwnServer | undefined;
  const clients: Redis[] = [];
  beforeAll(async () => {
    const source = await ensureRedis();
    if (source.kind !== "program") throw new Error("this file needs a server that it may kill: unset REDIS_URL");
    const server = await startRedisServer(source.path, settings);
    const connect = (options: RedisOptions = {}) => {
      const defaults = { port: server.port, host: "127.0.0.1", retryStrategy: () => 20 };
      const client = new Redis({ ...defaults, maxRetriesPerRequest: null, ...options });
      client.on("error", () => undefined);
      clients.push(client);
      return client;
    };
    owned = { server, connect };
  }, 300_000);
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await owned?.server.stop();
  });
  return () => {
    if (owned === undefined) throw new Error("the server of withRedisServer() exists only inside tests and hooks");
    return owned;
  };
};
