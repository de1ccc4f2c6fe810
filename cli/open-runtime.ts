import type { OpenRuntime } from "./operator-io.ts";

/** Connects to Redis. The adapters are loaded here and not at the top: no other command needs them. */
export const openRuntime = async (url: string, prefix: string | undefined): Promise<OpenRuntime> => {
  const { connectRedis, RedisDecisionLog, RedisRegistryIndex, RedisStageStore } = await import(
    "../adapters/redis/index.ts"
  );
  const { client, close } = await connectRedis(url);
  const options = { client, ...(prefix === undefined ? {} : { prefix }) };
  return {
    log: new RedisDecisionLog(options),
    stages: new RedisStageStore(options),
    registryOf: (tenant) => new RedisRegistryIndex({ ...options, ...(tenant === null ? {} : { tenant }) }),
    close,
  };
};
