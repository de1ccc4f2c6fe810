import { Redis } from "ioredis";
import { inspectServer } from "../../adapters/redis/inspect-server.ts";
import { ensureRedis } from "../../scripts/ensure-redis.ts";
import { startRedisServer } from "../../test/harness/redis-server.ts";
import type { SoakResult } from "./soak-result.ts";

/** The runtime's connections, opened and closed for a while (30 s by default); nothing may pile up. */
export const soakConnections = async ([duration = "30"]: readonly string[]): Promise<SoakResult> => {
  const seconds = Number(duration);
  const source = await ensureRedis();
  const server = source.kind === "program" ? await startRedisServer(source.path) : null;
  const url = source.kind === "url" ? source.url : `redis://127.0.0.1:${server?.port}`;
  const watcher = new Redis(url);
  const connections = async () => Number(/^connected_clients:(\d+)/m.exec(await watcher.info("clients"))?.[1]);

  const before = { connections: await connections(), heap: process.memoryUsage().heapUsed };
  const end = performance.now() + seconds * 1000;
  let rounds = 0;
  while (performance.now() < end) {
    const client = new Redis(url);
    await inspectServer(client);
    await client.quit();
    rounds += 1;
  }
  const grown = (process.memoryUsage().heapUsed - before.heap) / 1024 / 1024;
  const after = await connections();
  watcher.disconnect();
  await server?.stop();
  return {
    lines: [
      `${rounds} inspections in ${seconds} s; heap grew by ${grown.toFixed(1)} MiB`,
      `connections before ${before.connections}, after ${after}`,
    ],
    failures: [],
  };
};
