import { randomUUID } from "node:crypto";
import { shimError } from "../../shim/errors.ts";
import type { KeyValue, ValueKey, ValueLife } from "../../shim/ports/key-value.ts";
import { luaScripts } from "./lua-scripts.ts";
import { TenantRedis, type TenantRedisOptions } from "./tenant-redis.ts";

/** The key-value port on Redis or Valkey. Path names are plain: `ID_REFUSED` for separators, patterns, spaces. */
export class RedisKeyValue implements KeyValue {
  readonly #redis: TenantRedis;

  constructor(options: TenantRedisOptions) {
    this.#redis = new TenantRedis(options);
  }

  async get(key: ValueKey): Promise<string | null> {
    const value = await this.#redis.send(key.tenant, "get", [this.#keyOf(key)]);
    return Buffer.isBuffer(value) ? value.toString("utf8") : null;
  }

  async set(key: ValueKey, value: string, { ttlMs }: ValueLife): Promise<void> {
    const life = ttlMs === null ? [] : ["PX", ttlMs];
    await this.#redis.send(key.tenant, "set", [this.#keyOf(key), value, ...life]);
  }

  async setIfAbsent(key: ValueKey, value: string, life: ValueLife): Promise<boolean> {
    return (await this.#write(key, "absent", value, "", life)) === "1";
  }

  async replace(key: ValueKey, expected: string, value: string, life: ValueLife): Promise<boolean> {
    return (await this.#write(key, "replace", value, expected, life)) === "1";
  }

  async add(key: ValueKey, amount: number, life: ValueLife): Promise<number> {
    const sum = Number(await this.#write(key, "add", String(amount), "", life));
    if (Number.isSafeInteger(sum)) return sum;
    throw shimError(
      "VALUE_NOT_A_NUMBER",
      `${key.path.join("/")} of tenant ${key.tenant} does not hold a whole number`,
      "Remove the value, or count under another name.",
    );
  }

  async remove(key: ValueKey): Promise<boolean> {
    return (await this.#write(key, "remove", "", "", { ttlMs: null })) === "1";
  }

  async #write(key: ValueKey, kind: string, value: string, expected: string, { ttlMs }: ValueLife): Promise<string> {
    const operation = this.#redis.keys(key.tenant).own("done", randomUUID());
    const args = [kind, value, expected, ttlMs ?? 0];
    return String(await this.#redis.run(key.tenant, luaScripts.writeValue, [this.#keyOf(key), operation], args));
  }

  #keyOf({ tenant, path }: ValueKey): string {
    return this.#redis.keys(tenant).own("kv", ...path);
  }
}
