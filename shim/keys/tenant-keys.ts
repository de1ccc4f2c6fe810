import { createHash } from "node:crypto";
import { checkId, idRefused, whyUnstorable } from "./check-id.ts";

/**
 * `shared`: tenants share users, connections and queues; their keys still never meet. `dedicated`: the tenant has a
 * queue prefix and a Redis user of its own, whose rules {@link aclRules} makes. State keys are the same in both, so a
 * tenant changes its mode without moving data.
 */
export type TenantMode = "shared" | "dedicated";

/** How thread ids that hold separators, patterns or spaces are treated: refused, or percent-encoded. */
export type ThreadIds = "strict" | "encode";

/** Whose keys, and how. */
export interface TenantKeyOptions {
  readonly tenant: string;
  /** Default `shared`. */
  readonly mode?: TenantMode;
  /** First part of every key; default `uc`. Two apps on one server that share nothing have two prefixes. */
  readonly prefix?: string;
  /** Default `strict`. `encode` is for apps whose thread ids are already such as `user:7`; both give a plain id one key. */
  readonly threadIds?: ThreadIds;
  /** In how many queues the tenants of `shared` are spread; default 1. */
  readonly sharedShards?: number;
}

/** A queue as BullMQ wants it named. */
export interface QueueName {
  readonly prefix: string;
  readonly name: string;
}

/** Every key, channel and queue name of one tenant. All functions throw `ID_REFUSED` for an id that must not be in a key. */
export interface TenantKeys {
  readonly tenant: string;
  readonly mode: TenantMode;
  readonly prefix: string;
  /** A key in the thread's slot: `uc:{tenant:thread}:part`. All keys of a thread share a slot, so a script may use them. */
  thread(thread: string, part: string): string;
  /** A key in the tenant's slot: `uc:{tenant}:part:part`. */
  own(...parts: string[]): string;
  /** A key in the tenant's slot that is about one thread: `uc:{tenant}:part:…:thread`. */
  ownThread(thread: string, ...parts: string[]): string;
  /** A pub/sub channel of the tenant. */
  channel(name: string): string;
  /** The queue of a pool of workers; of this tenant alone if `dedicated`. */
  queue(pool: string): QueueName;
}

/** The one place that builds keys. Throws `ID_REFUSED` for a bad tenant or prefix. */
export const tenantKeys = (options: TenantKeyOptions): TenantKeys => {
  const { mode = "shared", threadIds = "strict", sharedShards = 1 } = options;
  const tenant = checkId("tenant", options.tenant);
  const prefix = checkId("name", options.prefix ?? "uc");
  const tagged = (tag: string, parts: readonly string[]) =>
    [`${prefix}:{${tag}}`, ...parts.map((part) => checkId("name", part))].join(":");
  return {
    tenant,
    mode,
    prefix,
    thread: (thread, part) => tagged(`${tenant}:${encodeThread(thread, threadIds)}`, [part]),
    own: (...parts) => tagged(tenant, parts),
    ownThread: (thread, ...parts) => `${tagged(tenant, parts)}:${encodeThread(thread, threadIds)}`,
    channel: (name) => tagged(tenant, ["channel", name]),
    queue: (pool) => ({
      // "~" begins no tenant id: a shared queue can belong to none.
      prefix: mode === "dedicated" ? tagged(tenant, []) : tagged(`~${shardOf(tenant, sharedShards)}`, []),
      name: checkId("name", pool),
    }),
  };
};

/** The key of a list of tenants, which belongs to none of them: for tenants in `shared` mode only. */
export const rosterKey = (prefix: string, what: string): string =>
  `${checkId("name", prefix)}:{~all}:${checkId("name", what)}`;

/** A stable shard of the tenant, so that every process finds the same queue. */
const shardOf = (tenant: string, shards: number): number =>
  createHash("sha256").update(tenant).digest().readUInt32BE(0) % Math.max(1, Math.trunc(shards));

/** Injective, and the identity for ids that `strict` lets through, except that "%" is always encoded. */
const encodeThread = (thread: string, threadIds: ThreadIds): string => {
  if (threadIds === "strict") return checkThread(thread).replaceAll("%", "%25");
  const why = whyUnstorable(thread);
  if (why !== null) throw idRefused("thread", thread, why, "Give the thread another id, such as a UUID.");
  return thread.replace(/[%:{}|*?[\]\\^\p{Z}]/gu, percentEncoded);
};

const percentEncoded = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

const checkThread = (thread: string): string => checkId("thread", thread);
