import type { TenantKeys } from "../../shim/keys/tenant-keys.ts";
import { type RedisClient, send } from "../redis/run-script.ts";

/** A thread counts as used once in this time; more exact would be a command more per write. */
const resolutionMs = 60_000;
const pageSize = 200;
/** Threads whose last entry is remembered, so that it is not made again. */
const remembered = 10_000;

/** Which threads a tenant has, by last use. Lies in another slot than the threads, so it may name one that is gone. */
export class ThreadIndex {
  readonly #client: RedisClient;
  readonly #key: string;
  readonly #entered = new Map<string, number>();

  constructor(client: RedisClient, keys: TenantKeys) {
    this.#client = client;
    this.#key = keys.own("threads");
  }

  /** To be waited for before a thread's first write, so that a thread that exists is never missing here. Null: it has just been. */
  enter(thread: string): Promise<void> | null {
    const now = Date.now();
    return now - (this.#entered.get(thread) ?? 0) < resolutionMs ? null : this.#note(thread, now);
  }

  async #note(thread: string, now: number): Promise<void> {
    await send(this.#client, "zadd", [this.#key, now, thread]);
    if (this.#entered.size >= remembered) this.#entered.clear();
    this.#entered.set(thread, now);
  }

  async leave(thread: string): Promise<void> {
    this.#entered.delete(thread);
    await send(this.#client, "zrem", [this.#key, thread]);
  }

  /** All threads with the moment of last use in ms, the one used last first; read in pages. */
  async *all(): AsyncGenerator<{ readonly thread: string; readonly usedAt: number }> {
    const seen = new Set<string>(); // a thread used meanwhile moves to the front, and others move back
    for (let from = 0; ; from += pageSize) {
      const range = [this.#key, from, from + pageSize - 1, "WITHSCORES"];
      const page = flat((await send(this.#client, "zrevrange", range)) as unknown[]); // a list of members and scores
      for (let index = 0; index < page.length; index += 2) {
        const thread = String(page[index]);
        if (!seen.has(thread)) yield { thread, usedAt: Number(String(page[index + 1])) };
        seen.add(thread);
      }
      if (page.length < 2 * pageSize) return;
    }
  }
}

/** RESP3 answers pairs, RESP2 a flat list. */
const flat = (answer: readonly unknown[]): unknown[] => answer.flat();
