import { Redis } from "ioredis";
import { RedisSaver } from "../../../adapters/langgraph-redis/index.ts";
import { RedisDecisionLog, RedisStageStore } from "../../../adapters/redis/index.ts";
import type { PeerCall } from "./flip-process.ts";
import { FlipWorld } from "./flip-world.ts";

// Entry of a process that flipProcess forks: the server's port as argument, calls as messages, an answer to each.
const client = new Redis(Number(process.argv[2]));
const savers = new Map<string, RedisSaver>();
const newOf = (tenant: string): RedisSaver => {
  const saver = savers.get(tenant) ?? new RedisSaver({ client, tenant });
  savers.set(tenant, saver);
  return saver;
};
const world = new FlipWorld({
  old: new RedisSaver({ client, prefix: "before" }),
  newOf,
  stages: new RedisStageStore({ client }),
  log: new RedisDecisionLog({ client }),
});

process.on("message", async ({ id, call }: { id: number; call: PeerCall }) => {
  const work = {
    run: () => call.name === "run" && world.run(...call.args),
    look: () => call.name === "look" && world.look(...call.args),
    settle: () => world.settle(),
  }[call.name];
  try {
    process.send?.({ id, answer: await work() });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
