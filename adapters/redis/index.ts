export { connectRedis, type OpenRedis } from "./connect-redis.ts";
export { assertSupported, inspectServer, type ServerClient } from "./inspect-server.ts";
export { parseServerInfo, type ServerDescription } from "./parse-server-info.ts";
export { RedisDecisionLog, type RedisDecisionLogOptions } from "./redis-decision-log.ts";
export { RedisKeyValue } from "./redis-key-value.ts";
export { RedisStageStore } from "./redis-stage-store.ts";
export { RedisThreadState } from "./redis-thread-state.ts";
export type { RedisClient } from "./run-script.ts";
export type { TenantRedisOptions } from "./tenant-redis.ts";
