import { createHash } from "node:crypto";
import { shimError } from "../../shim/errors.ts";
import type { ValueKey } from "../../shim/ports/key-value.ts";
import { RedisKeyValue } from "./redis-key-value.ts";
import type { RedisClient } from "./run-script.ts";

/** What a {@link RedisMap} needs. */
export interface RedisMapOptions {
  /** ioredis' `Redis` or `Cluster`, 5 or 6. The map does not close it. */
  readonly client: RedisClient;
  /** First part of every key, such as the app's name. Default `uc`. */
  readonly prefix?: string;
  /** Which of the app's maps this is: letters, digits and `. _ -`. */
  readonly name: string;
  /** Milliseconds that an entry is kept after its last write. Default: until it is deleted. */
  readonly ttlMs?: number;
}

/** How often a change is tried again where others write the same entry; each time one of them has got through. */
const maxTries = 1000;

/**
 * The part of `Map` that sessions need, on Redis: entries outlive the process, and every process sees them. Keys are any text;
 * values are plain data, kept as JSON: what `get` gives is a copy. Rejects with `VALUE_NOT_JSON` for a value that is none.
 */
export class RedisMap<Value> {
  readonly #values: RedisKeyValue;
  readonly #name: string;
  readonly #life: { readonly ttlMs: number | null };

  constructor({ client, prefix, name, ttlMs }: RedisMapOptions) {
    this.#values = new RedisKeyValue({ client, ...(prefix !== undefined && { prefix }) });
    this.#name = name;
    this.#life = { ttlMs: ttlMs ?? null };
  }

  /** A copy of the value; undefined where there is none. */
  async get(key: string): Promise<Value | undefined> {
    return parsed<Value>(await this.#values.get(this.#keyOf(key)));
  }

  /** True where there is an entry. */
  async has(key: string): Promise<boolean> {
    return (await this.#values.get(this.#keyOf(key))) !== null;
  }

  /** Writes an entry, whatever is there. */
  async set(key: string, value: Value): Promise<void> {
    await this.#values.set(this.#keyOf(key), textOf(value), this.#life);
  }

  /** True if there was an entry to delete. */
  delete(key: string): Promise<boolean> {
    return this.#values.remove(this.#keyOf(key));
  }

  /**
   * Writes what `change` makes of the value that is there, and gives that: no write of others in between is lost. `change` may
   * run several times. Rejects with `STATE_CONTENDED` where others never leave a moment for it.
   */
  async update(key: string, change: (held: Value | undefined) => Value): Promise<Value> {
    const at = this.#keyOf(key);
    for (let tried = 0; tried < maxTries; tried++) {
      const held = await this.#values.get(at);
      const value = change(parsed<Value>(held));
      const text = textOf(value);
      const wrote =
        held === null
          ? await this.#values.setIfAbsent(at, text, this.#life)
          : await this.#values.replace(at, held, text, this.#life);
      if (wrote) return value;
    }
    throw shimError(
      "STATE_CONTENDED",
      `an entry of ${this.#name} was changed by others ${maxTries} times while it was to be changed here`,
      "Write it less often, or from one place at a time.",
    );
  }

  #keyOf(key: string): ValueKey {
    return { tenant: "default", path: ["map", this.#name, plain(key)] };
  }
}

/** Any text can be a key of a map; in a key of the server, not any can stand, nor one of any length. */
function plain(key: string): string {
  const text = Buffer.from(key, "utf8").toString("base64url");
  return text.length < 200 ? `k${text}` : `h${createHash("sha256").update(key).digest("base64url")}`;
}

/** What we wrote ourselves, as the type that the map's owner gave it. */
const parsed = <Value>(text: string | null): Value | undefined =>
  text === null ? undefined : (JSON.parse(text) as Value);

function textOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text !== undefined) return text;
  throw shimError(
    "VALUE_NOT_JSON",
    `a value of the type ${typeof value} cannot be kept as JSON`,
    "Keep plain data; delete an entry that should be gone.",
  );
}
