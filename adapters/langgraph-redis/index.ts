export type { RedisClient } from "../redis/run-script.ts";
export type { PruneOptions, PruneReport } from "./prune-threads.ts";
export { RedisSaver } from "./redis-saver.ts";
export { RedisStore, type RedisStoreOptions } from "./redis-store.ts";
export type { KeySource, RedisSaverOptions, SaverLimits, TimeToLive } from "./saver-options.ts";
