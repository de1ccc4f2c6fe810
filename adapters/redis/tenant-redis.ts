import { shimError } from "../../shim/errors.ts";
import { rosterKey, type TenantKeyOptions, type TenantKeys, tenantKeys } from "../../shim/keys/tenant-keys.ts";
import { type CommandArgument, type RedisClient, runScript, type Script, send } from "./run-script.ts";

/** Where the adapters of this folder keep things. */
export interface TenantRedisOptions extends Omit<TenantKeyOptions, "tenant"> {
  /** One client for all tenants, or the client of each: in `dedicated` mode each signs in as its own user. */
  readonly client: RedisClient | ((tenant: string) => RedisClient);
  /** All tenants, in `dedicated` mode, where no key may be shared to list them. */
  readonly tenants?: readonly string[];
}

/** The server as seen by one tenant at a time: its client and its keys. Tenants with bad ids are refused with `ID_REFUSED`. */
export class TenantRedis {
  readonly #options: TenantRedisOptions;
  readonly #keys = new Map<string, TenantKeys>();
  readonly #enrolled = new Set<string>();

  constructor(options: TenantRedisOptions) {
    this.#options = options;
  }

  keys(tenant: string): TenantKeys {
    const known = this.#keys.get(tenant);
    if (known !== undefined) return known;
    const { prefix, mode, threadIds, sharedShards } = this.#options;
    const given = Object.entries({ prefix, mode, threadIds, sharedShards }).filter(([, value]) => value !== undefined);
    const keys = tenantKeys({ tenant, ...Object.fromEntries(given) });
    this.#keys.set(tenant, keys);
    return keys;
  }

  run(tenant: string, script: Script, keys: readonly string[], args: readonly CommandArgument[]): Promise<unknown> {
    return runScript(this.#clientOf(tenant), script, keys, args);
  }

  send(tenant: string, command: string, args: CommandArgument[]): Promise<unknown> {
    return send(this.#clientOf(tenant), command, args);
  }

  /** Before a tenant's first entry, so that whoever has entries is listed. */
  async enroll(tenant: string, what: string): Promise<void> {
    if (this.#options.mode === "dedicated" || this.#enrolled.has(`${what} ${tenant}`)) return;
    const { prefix } = this.keys(tenant);
    await this.send(tenant, "sadd", [rosterKey(prefix, what), tenant]);
    this.#enrolled.add(`${what} ${tenant}`);
  }

  /** Tenants that may have entries, sorted. Throws `OPTIONS_INVALID` in `dedicated` mode without a list. */
  async roster(what: string): Promise<string[]> {
    const { mode, tenants, client } = this.#options;
    if (tenants !== undefined) return [...tenants].sort();
    if (mode === "dedicated" || typeof client === "function") {
      throw shimError(
        "OPTIONS_INVALID",
        "the tenants cannot be listed: with a user or a client each, no key is shared by all of them",
        "Give the adapter the list of tenants.",
      );
    }
    const members = (await send(client, "smembers", [rosterKey(this.#options.prefix ?? "uc", what)])) as unknown[];
    return [...members].map(String).sort(); // RESP3 answers a set, RESP2 a list
  }

  #clientOf(tenant: string): RedisClient {
    const { client } = this.#options;
    return typeof client === "function" ? client(tenant) : client;
  }
}
