import { createHash } from "node:crypto";
import { type Decision, decisionSchema } from "../../contracts/decision.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import { shimError } from "../../shim/errors.ts";
import type { DecisionLog, DecisionPage, DecisionQuery } from "../../shim/ports/decision-log.ts";
import { luaScripts } from "./lua-scripts.ts";
import { TenantRedis, type TenantRedisOptions } from "./tenant-redis.ts";

/** What a {@link RedisDecisionLog} needs. */
export interface RedisDecisionLogOptions extends TenantRedisOptions {
  /** Decisions of one tenant; default 1,000,000 (some 600 MB). */
  readonly perTenant?: number;
  /** At that limit: `drop-oldest` (default), or `refuse` with `LOG_FULL`. */
  readonly whenFull?: "drop-oldest" | "refuse";
}

/** Entries that one call moves, so that no script holds up the server. */
const batch = 200;

/**
 * The decision log on Redis or Valkey: a stream a tenant, and a sorted set a thread, which answers what the thread decided
 * and which decisions are known already. Rejects with `LOG_FULL` at its own limit and `REDIS_FULL` at the server's.
 */
export class RedisDecisionLog implements DecisionLog {
  readonly #redis: TenantRedis;
  readonly #perTenant: number;
  readonly #whenFull: "drop" | "refuse";

  constructor(options: RedisDecisionLogOptions) {
    this.#redis = new TenantRedis(options);
    this.#perTenant = options.perTenant ?? 1_000_000;
    this.#whenFull = options.whenFull === "refuse" ? "refuse" : "drop";
  }

  async append(tenant: string, decisions: readonly Decision[]): Promise<void> {
    if (decisions.length === 0) return;
    await this.#redis.enroll(tenant, "decisions");
    for (let from = 0; from < decisions.length; from += batch) {
      await this.#appendBatch(tenant, decisions.slice(from, from + batch));
    }
  }

  async read(query: DecisionQuery): Promise<DecisionPage> {
    return query.thread === null ? this.#readAll(query) : this.#readThread(query, query.thread);
  }

  async latest(tenant: string, limit: number): Promise<readonly Decision[]> {
    const range = [this.#keysOf(tenant).log, "+", "-", "COUNT", limit];
    return toEntries(await this.#redis.send(tenant, "xrevrange", range)).map(({ decision }) => decision);
  }

  async prune(tenant: string, before: string): Promise<number> {
    const limit = Date.parse(before);
    const { log, threads } = this.#keysOf(tenant);
    for (let count = 0; ; ) {
      const entries = await this.#range(tenant, "-", batch);
      const kept = entries.findIndex(({ decision }) => Date.parse(decision.at) >= limit);
      const old = (kept === -1 ? entries : entries.slice(0, kept)).map(({ id }) => id);
      if (old.length > 0) {
        count += Number(await this.#redis.run(tenant, luaScripts.removeDecisions, [log], [threads, ...old]));
      }
      if (kept !== -1 || entries.length < batch) return count;
    }
  }

  async tenants(): Promise<readonly string[]> {
    const roster = await this.#redis.roster("decisions");
    const counts = await Promise.all(roster.map((it) => this.#redis.send(it, "xlen", [this.#keysOf(it).log])));
    return roster.filter((_, index) => Number(counts[index]) > 0);
  }

  async #appendBatch(tenant: string, decisions: readonly Decision[]): Promise<void> {
    const { log, counter, threads } = this.#keysOf(tenant);
    const keys = [log, counter];
    const rows = decisions.flatMap((decision) => {
      const key = this.#redis.keys(tenant).ownThread(decision.thread, "decided");
      if (!keys.includes(key)) keys.push(key);
      return [keys.indexOf(key) + 1, key.slice(threads.length), digestOf(decision.id), JSON.stringify(decision)];
    });
    const args = [this.#perTenant, this.#whenFull, threads, ...rows];
    const answer = await this.#redis.run(tenant, luaScripts.appendDecisions, keys, args);
    if (!Array.isArray(answer)) return;
    throw shimError(
      "LOG_FULL",
      `the decision log of tenant ${tenant} holds ${this.#perTenant} decisions, its limit`,
      "Prune it, raise the limit, or let it drop the oldest.",
    );
  }

  async #readAll({ tenant, after, limit }: DecisionQuery): Promise<DecisionPage> {
    const entries = await this.#range(tenant, after === null ? "-" : `(${after}`, limit + 1);
    return pageOf(entries, limit);
  }

  async #readThread({ tenant, after, limit }: DecisionQuery, thread: string): Promise<DecisionPage> {
    const key = this.#redis.keys(tenant).ownThread(thread, "decided");
    const range = [
      key,
      after === null ? "-inf" : `(${after.split("-")[0]}`,
      "+inf",
      "WITHSCORES",
      "LIMIT",
      0,
      limit + 1,
    ];
    const answer = ((await this.#redis.send(tenant, "zrangebyscore", range)) as unknown[]).flat(); // pairs under RESP3
    const numbers = answer.filter((_, index) => index % 2 === 1).map((score) => `${Number(String(score))}-0`);
    const { log } = this.#keysOf(tenant);
    const found = await Promise.all(numbers.map((id) => this.#redis.send(tenant, "xrange", [log, id, id])));
    return pageOf(found.flatMap(toEntries), limit);
  }

  async #range(tenant: string, from: string, count: number): Promise<Entry[]> {
    const { log } = this.#keysOf(tenant);
    return toEntries(await this.#redis.send(tenant, "xrange", [log, from, "+", "COUNT", count]));
  }

  #keysOf(tenant: string) {
    const keys = this.#redis.keys(tenant);
    return { log: keys.own("log"), counter: keys.own("log", "count"), threads: `${keys.own("decided")}:` };
  }
}

interface Entry {
  readonly id: string;
  readonly decision: Decision;
}

/** An entry is [id, [name, value, …]]; the document is the third value. */
const toEntries = (answer: unknown): Entry[] =>
  (answer as Array<[Buffer, Buffer[]]>).map(([id, fields]) => ({
    id: id.toString(),
    decision: parseContractText(decisionSchema, String(fields[5]), `entry ${id} of the decision log`),
  }));

const pageOf = (entries: readonly Entry[], limit: number): DecisionPage => ({
  decisions: entries.slice(0, limit).map(({ decision }) => decision),
  next: entries.length > limit ? (entries[limit - 1]?.id ?? null) : null,
});

/** Short, and without a character that a decision's id might bring along. */
const digestOf = (id: string): string => createHash("sha256").update(id).digest("base64url").slice(0, 22);
