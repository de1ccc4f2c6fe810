import { createHash } from "node:crypto";
import { type Decision, decisionSchema } from "../../contracts/decision.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import { logFull } from "../../shim/decisions/log-full.ts";
import type { DecisionLog, DecisionPage, DecisionQuery } from "../../shim/ports/decision-log.ts";
import { luaScripts } from "./lua-scripts.ts";
import { TenantRedis, type TenantRedisOptions } from "./tenant-redis.ts";

/** What a {@link RedisDecisionLog} needs. */
export interface RedisDecisionLogOptions extends TenantRedisOptions {
  /** Decisions of one tenant; default 1,000,000 (some 600 MB). */
  readonly perTenant?: number;
  /** At that limit: `drop-oldest` (default), or `refuse` with `LOG_FULL`. */
  readonly whenFull?: "drop-oldest" | "refuse";
  /** Told in a sentence when entries that cannot be read, such as a later version's, were left out. Default: `console.warn`. */
  readonly onSkipped?: (sentence: string) => void;
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
  readonly #onSkipped: (sentence: string) => void;

  constructor(options: RedisDecisionLogOptions) {
    this.#redis = new TenantRedis(options);
    this.#perTenant = options.perTenant ?? 1_000_000;
    this.#whenFull = options.whenFull === "refuse" ? "refuse" : "drop";
    this.#onSkipped = options.onSkipped ?? warn;
  }

  async append(tenant: string, decisions: readonly Decision[]): Promise<void> {
    if (decisions.length === 0) return this.#checkRoom(tenant);
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
    const entries = toEntries(await this.#redis.send(tenant, "xrevrange", range));
    return this.#pageOf(tenant, entries, limit).decisions;
  }

  async prune(tenant: string, before: string): Promise<number> {
    const limit = Date.parse(before);
    const { log, threads } = this.#keysOf(tenant);
    for (let count = 0; ; ) {
      const entries = await this.#range(tenant, "-", batch);
      const kept = entries.findIndex(({ at }) => at >= limit);
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
    if (Array.isArray(answer)) throw logFull(tenant, this.#perTenant);
  }

  /** Counts on by nothing: a write, which a server that is full refuses as it would refuse a decision. */
  async #checkRoom(tenant: string): Promise<void> {
    const { log, counter } = this.#keysOf(tenant);
    await this.#redis.send(tenant, "incrby", [counter, 0]);
    if (this.#whenFull !== "refuse") return;
    const length = Number(await this.#redis.send(tenant, "xlen", [log]));
    if (length >= this.#perTenant) throw logFull(tenant, this.#perTenant);
  }

  /** An entry that cannot be read stops no page: it is left out, and that is said. */
  #pageOf(tenant: string, entries: readonly Entry[], limit: number): DecisionPage {
    const page = entries.slice(0, limit);
    const skipped = page.flatMap(({ found }) => (found instanceof Error ? [found.message] : []));
    if (skipped.length > 0) {
      this.#onSkipped(
        `decision log of tenant ${tenant}: left out ${skipped.length} that cannot be read, such as: ${skipped[0]}`,
      );
    }
    return {
      decisions: page.flatMap(({ found }) => (found instanceof Error ? [] : [found])),
      next: entries.length > limit ? (entries[limit - 1]?.id ?? null) : null,
    };
  }

  async #readAll(query: DecisionQuery): Promise<DecisionPage> {
    const { tenant, after, limit } = query;
    const entries = await this.#range(tenant, after === null ? "-" : `(${after}`, limit + 1);
    return this.#pageOf(query.tenant, entries, query.limit);
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
    return this.#pageOf(tenant, found.flatMap(toEntries), limit);
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
  /** Or why it cannot be read. */
  readonly found: Decision | Error;
  /** Milliseconds since 1970; NaN where it says none. */
  readonly at: number;
}

/** An entry is [id, [name, value, …]]; the document is the third value. */
const toEntries = (answer: unknown): Entry[] =>
  (answer as Array<[Buffer, Buffer[]]>).map(([id, fields]) => toEntry(id.toString(), String(fields[5])));

const toEntry = (id: string, text: string): Entry => {
  try {
    const found = parseContractText(decisionSchema, text, `entry ${id} of the decision log`);
    return { id, found, at: Date.parse(found.at) };
  } catch (error) {
    // Another version's record may still say when it was made, and is pruned by that.
    const at = Date.parse(/"at":"([^"]*)"/.exec(text)?.[1] ?? "");
    return { id, found: error instanceof Error ? error : new Error(String(error)), at };
  }
};

const warn = (sentence: string): void => {
  // biome-ignore lint/suspicious/noConsole: a library has no other way to a host that did not ask to be told
  console.warn(`unconduct: ${sentence}`);
};

/** Short, and without a character that a decision's id might bring along. */
const digestOf = (id: string): string => createHash("sha256").update(id).digest("base64url").slice(0, 22);
