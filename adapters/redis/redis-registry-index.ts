import { type Card, cardSchema } from "../../contracts/card.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import { rosterKey, tenantKeys } from "../../shim/keys/tenant-keys.ts";
import type { RegisteredCard, Registration, RegistryIndex } from "../../shim/ports/registry-index.ts";
import { luaScripts } from "./lua-scripts.ts";
import { type RedisClient, runScript } from "./run-script.ts";

/** Where a {@link RedisRegistryIndex} keeps its cards. */
export interface RedisRegistryIndexOptions {
  readonly client: RedisClient;
  /** First part of every key; default `uc`. */
  readonly prefix?: string;
  /** Cards of one tenant, in its own keys, as `dedicated` mode needs. Default: one index for all tenants. */
  readonly tenant?: string;
}

/**
 * Cards of living agents on Redis or Valkey, in one slot: a hash of documents and a sorted set of leases, which end by the
 * server's clock, so processes need not agree on the time. Throws `ID_REFUSED` for a bad tenant or prefix.
 */
export class RedisRegistryIndex implements RegistryIndex {
  readonly #client: RedisClient;
  readonly #keys: readonly [cards: string, leases: string];

  constructor({ client, prefix = "uc", tenant }: RedisRegistryIndexOptions) {
    this.#client = client;
    const keyOf = (what: string): string =>
      tenant === undefined ? rosterKey(prefix, what) : tenantKeys({ tenant, prefix }).own(what);
    this.#keys = [keyOf("cards"), keyOf("leases")];
  }

  async put({ card, holder, leaseMs }: Registration): Promise<void> {
    await this.#hold("put", card.id, holder, leaseMs, JSON.stringify(card));
  }

  renew(agent: string, holder: string, leaseMs: number): Promise<boolean> {
    return this.#hold("renew", agent, holder, leaseMs, "");
  }

  remove(agent: string, holder: string): Promise<boolean> {
    return this.#hold("remove", agent, holder, 0, "");
  }

  async list(): Promise<readonly RegisteredCard[]> {
    const answer = (await runScript(this.#client, luaScripts.listCards, this.#keys, [])) as Buffer[]; // list-cards.lua
    const found = new Map<string, { card: Card; holders: string[] }>();
    for (let at = 0; at < answer.length; at += 2) {
      const [agent, holder] = JSON.parse(String(answer[at])) as [string, string]; // made in #hold
      const known = found.get(agent);
      if (known) known.holders.push(holder);
      else
        found.set(agent, {
          card: parseContractText(cardSchema, String(answer[at + 1]), `the card of ${agent}`),
          holders: [holder],
        });
    }
    return [...found.values()]
      .map(({ card, holders }) => ({ card, holders: holders.sort() }))
      .sort((a, b) => (a.card.id < b.card.id ? -1 : 1));
  }

  async #hold(kind: string, agent: string, holder: string, leaseMs: number, document: string): Promise<boolean> {
    const args = [kind, JSON.stringify([agent, holder]), leaseMs, agent, document];
    return Number(await runScript(this.#client, luaScripts.holdCard, this.#keys, args)) === 1;
  }
}
