import { shimError } from "../errors.ts";
import type { TenantKeys } from "./tenant-keys.ts";

/** How the tenant's user signs in, and to what kind of server. */
export interface AclOptions {
  readonly password: string;
  /** Adds what a client of Redis Cluster must ask: the map of slots. Default false. */
  readonly cluster?: boolean;
}

/**
 * What our scripts, adapters and BullMQ send. Everything is taken away first, so SCAN, KEYS, RANDOMKEY, DBSIZE, INFO,
 * CLIENT LIST, MONITOR, CONFIG, FUNCTION, SELECT and what a later server adds stay forbidden. All commands here take
 * keys or channels, which the server checks, inside scripts too; or tell nothing of others.
 */
const commands: readonly string[] = [
  "auth hello ping quit client|setname eval evalsha multi exec discard time",
  "exists del unlink type rename persist expire pexpire pexpireat pttl get set incr incrby",
  "hset hsetnx hmset hget hmget hgetall hdel hexists hlen hincrby hkeys",
  "lpush rpush lpop rpop rpoplpush llen lrange lrem ltrim lindex lset lpos",
  "sadd srem smembers scard sismember",
  "zadd zrem zcard zcount zscore zrange zrangebyscore zrevrange zrevrangebyscore zrangebylex zrevrangebylex",
  "zlexcount zremrangebyscore zremrangebyrank zremrangebylex zpopmin bzpopmin",
  "xadd xread xrange xrevrange xlen xdel xtrim",
  "publish subscribe unsubscribe",
].flatMap((line) => line.split(" "));

const clusterCommands: readonly string[] = ["cluster|slots", "cluster|shards", "cluster|nodes", "readonly", "asking"];

/** Name of the Redis user that {@link aclRules} describes. */
export const aclUser = (keys: TenantKeys): string => `${keys.prefix}:${keys.tenant}`;

/**
 * Arguments of `ACL SETUSER` for the tenant's user: on this server nothing of another tenant can be read, written, listed
 * or heard. Send them one by one (`client.call("ACL", "SETUSER", ...aclRules(…))`); they are not quoted for a shell.
 * Throws `ACL_NEEDS_DEDICATED` for a tenant in `shared` mode, whose queue belongs to several, and `ACL_BAD_PASSWORD`.
 */
export const aclRules = (keys: TenantKeys, { password, cluster = false }: AclOptions): readonly string[] => {
  if (keys.mode !== "dedicated") {
    throw shimError(
      "ACL_NEEDS_DEDICATED",
      `tenant ${keys.tenant} is in mode ${keys.mode}: its queue is shared, so no rule can keep it apart`,
      'Make its keys with mode "dedicated".',
    );
  }
  if (!/^[\x21-\x7e]{16,}$/.test(password)) {
    throw shimError(
      "ACL_BAD_PASSWORD",
      "the password has fewer than 16 characters, or one that is not printable ASCII",
      "Use a random one, such as 32 hex digits.",
    );
  }
  return [
    aclUser(keys),
    "reset",
    "on",
    `>${password}`,
    "resetchannels",
    `&${keys.prefix}:{${keys.tenant}}:*`,
    "resetkeys",
    `~${keys.prefix}:{${keys.tenant}}:*`,
    `~${keys.prefix}:{${keys.tenant}:*`,
    "-@all",
    ...[...commands, ...(cluster ? clusterCommands : [])].map((command) => `+${command}`),
  ];
};
