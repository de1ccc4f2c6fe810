import { findRedis, type RedisSource } from "./redis/find-redis.ts";
import { hostProbes } from "./redis/host-probes.ts";
import { withInstallLock } from "./redis/install-lock.ts";

/** Finds a Redis for tests on this machine, installing one if need be. Safe to call from parallel processes. */
export const ensureRedis = (): Promise<RedisSource> => withInstallLock(() => findRedis(hostProbes));
