import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { RedisDecisionLog, RedisStageStore } from "../../adapters/redis/index.ts";
import { ensureRedis } from "../../scripts/ensure-redis.ts";
import { flipLoad } from "../../test/harness/flips/flip-load.ts";
import { flipProcess } from "../../test/harness/flips/flip-process.ts";
import { SeededRandom } from "../../test/harness/leaks/seeded-random.ts";
import { startRedisServer } from "../../test/harness/redis-server.ts";
import type { SoakResult } from "./soak-result.ts";

/**
 * Run stages 0 to 3 of 50 tenants flipped at random for 60 s while three processes run their threads, all over one Redis
 * of its own (the old saver, the new ones, the log, the stages), checked against a model.
 */
export const soakFlips = async ([
  seconds = "60",
  tenants = "50",
  seed = "1",
]: readonly string[]): Promise<SoakResult> => {
  const source = await ensureRedis();
  if (source.kind !== "program") return { lines: ["needs a server of its own: unset REDIS_URL"], failures: [] };
  const server = await startRedisServer(source.path);
  const client = new Redis(server.port);
  const peers = [1, 2, 3].map(() => flipProcess(server.port));
  const end = performance.now() + Number(seconds) * 1_000;
  try {
    const outcome = await flipLoad({
      peers,
      stages: new RedisStageStore({ client }),
      log: new RedisDecisionLog({ client }),
      random: new SeededRandom(Number(seed)),
      tenants: Number(tenants),
      turnsOfThread: 20,
      longestAgentMs: 3_000,
      now: () => performance.now(),
      goesOn: async () => {
        await wait(20);
        return performance.now() < end;
      },
    });
    const { runs, flips, steps, decisions, latestMs, events, failures } = outcome;
    const told = new Map<string, number>();
    for (const kind of events) told.set(kind, (told.get(kind) ?? 0) + 1);
    return {
      lines: [
        `${runs} runs of ${tenants} tenants in ${peers.length} processes, ${flips} flips (${steps} steps of the state), seed ${seed}`,
        `${decisions} decisions in the log; a stage held at most ${Math.max(0, Math.round(latestMs))} ms longer than it was in force`,
        ...[...told].map(([kind, count]) => `told ${count} times: ${kind}`),
      ],
      failures,
    };
  } finally {
    for (const peer of peers) peer.stop();
    client.disconnect();
    await server.stop();
  }
};
