import type { Card } from "../../contracts/card.ts";
import type { Clock } from "../../shim/ports/clock.ts";
import type { RegisteredCard, Registration, RegistryIndex } from "../../shim/ports/registry-index.ts";

interface Entry {
  card: Card;
  /** Holder to the moment its lease lapses, milliseconds of the clock's `now`. */
  readonly holders: Map<string, number>;
}

/** Cards in this process; gone when it ends. */
export class MemoryRegistryIndex implements RegistryIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async put({ card, holder, leaseMs }: Registration): Promise<void> {
    const entry = this.#entries.get(card.id) ?? { card, holders: new Map<string, number>() };
    entry.card = card;
    entry.holders.set(holder, this.#clock.now() + leaseMs);
    this.#entries.set(card.id, entry);
  }

  async renew(agent: string, holder: string, leaseMs: number): Promise<boolean> {
    if (!this.#living(agent).includes(holder)) return false;
    this.#entries.get(agent)?.holders.set(holder, this.#clock.now() + leaseMs);
    return true;
  }

  async remove(agent: string, holder: string): Promise<boolean> {
    const had = this.#living(agent).includes(holder);
    this.#entries.get(agent)?.holders.delete(holder);
    return had;
  }

  async list(): Promise<readonly RegisteredCard[]> {
    return [...this.#entries]
      .map(([agent, { card }]) => ({ card, holders: this.#living(agent) }))
      .filter(({ holders }) => holders.length > 0)
      .sort((a, b) => (a.card.id < b.card.id ? -1 : 1));
  }

  #living(agent: string): string[] {
    const holders = this.#entries.get(agent)?.holders ?? new Map<string, number>();
    for (const [holder, until] of holders) if (until <= this.#clock.now()) holders.delete(holder);
    return [...holders.keys()].sort();
  }
}
