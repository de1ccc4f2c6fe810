import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { TenantKeyOptions, TenantKeys } from "../../shim/keys/tenant-keys.ts";
import { tenantKeys } from "../../shim/keys/tenant-keys.ts";
import type { RedisClient } from "../redis/run-script.ts";

/** Whose data: keys made elsewhere, or what makes them. Without either, the tenant is `default`. */
export type KeySource = { readonly keys: TenantKeys } | Partial<TenantKeyOptions>;

/** How long threads or items are kept. */
export interface TimeToLive {
  /** Milliseconds since the last write. */
  readonly ms: number;
  /** Reading counts as well; default false. */
  readonly onRead?: boolean;
}

/** How much one saver lets a thread grow. */
export interface SaverLimits {
  /** Bytes that one checkpoint may add; default 64 MiB. More is refused with `STATE_TOO_LARGE`, and nothing is written. */
  readonly checkpointBytes?: number;
  /** Checkpoints to keep of each namespace of a thread; older ones go once there are twice as many. Default: all. */
  readonly checkpoints?: number;
}

/** What a {@link RedisSaver} needs. */
export type RedisSaverOptions = KeySource & {
  /** ioredis' `Redis` or `Cluster`, 5 or 6. The saver does not close it. */
  readonly client: RedisClient;
  /** Default: threads are kept until they are deleted. */
  readonly ttl?: TimeToLive;
  readonly limits?: SaverLimits;
  /** Default: LangGraph's JSON. Lists share their elements between checkpoints only under that one. */
  readonly serde?: SerializerProtocol;
};

/** The keys that a source stands for. Throws `ID_REFUSED` for a bad tenant or prefix. */
export const keysOf = (source: KeySource): TenantKeys =>
  "keys" in source && source.keys !== undefined ? source.keys : tenantKeys({ tenant: "default", ...source });
