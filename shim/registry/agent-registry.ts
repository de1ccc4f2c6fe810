import { type Card, cardSchema } from "../../contracts/card.ts";
import { shimError } from "../errors.ts";
import type { RegisteredCard, RegistryIndex } from "../ports/registry-index.ts";
import { checkedCard } from "./checked-card.ts";
import { type Knowledge, lookUp } from "./look-up.ts";
import type { Lookup, LookupAnswer } from "./lookup.ts";

/** Who may offer an agent: a reason against it, or null. */
export type Authorise = (card: Card, holder: string) => string | null;

/** What a registry is made of. */
export interface RegistryParts {
  readonly index: RegistryIndex;
  /** Asked before every registration; there is no default, since whoever can register can attract work. */
  readonly authorise: Authorise;
  /** What is known beside the cards: learned at some moment, replaced as a whole with {@link AgentRegistry.know}. */
  readonly knowledge: Omit<Knowledge, "cards">;
}

/** Shortest lease, milliseconds: below it a short pause of the process would end it. */
const SHORTEST_LEASE_MS = 1000;

/**
 * Agents that are alive, and who should run next. Lookups see a snapshot of the cards ({@link refresh}), so they wait for
 * nothing and a lost index leaves the last known cards.
 */
export class AgentRegistry {
  readonly #index: RegistryIndex;
  readonly #authorise: Authorise;
  #knowledge: Omit<Knowledge, "cards">;
  #registered: readonly RegisteredCard[] = [];

  constructor({ index, authorise, knowledge }: RegistryParts) {
    this.#index = index;
    this.#authorise = authorise;
    this.#knowledge = knowledge;
  }

  /** Offers an agent for `leaseMs` (at least 1,000). Throws `CARD_INVALID` and `CARD_REFUSED`. */
  async register(document: unknown, holder: string, leaseMs: number): Promise<void> {
    const card = checkedCard(cardSchema, document, `the card that ${holder} registers`);
    const against = this.#authorise(card, holder);
    if (against !== null)
      throw shimError(
        "CARD_REFUSED",
        `${holder} may not register ${card.id}: ${against}`,
        "Ask whoever keeps the list of agents.",
      );
    if (!(leaseMs >= SHORTEST_LEASE_MS))
      throw shimError("OPTIONS_INVALID", `a lease of ${leaseMs} ms`, `Give at least ${SHORTEST_LEASE_MS} ms.`);
    await this.#index.put({ card, holder, leaseMs });
    await this.refresh();
  }

  /** Prolongs the lease; false: it has lapsed, register again. */
  heartbeat(agent: string, holder: string, leaseMs: number): Promise<boolean> {
    return this.#index.renew(agent, holder, leaseMs);
  }

  /** Ends the offer at once. */
  async withdraw(agent: string, holder: string): Promise<void> {
    await this.#index.remove(agent, holder);
    await this.refresh();
  }

  /** Takes a new snapshot of the cards. Rejects when the index does; the old snapshot stays. */
  async refresh(): Promise<void> {
    this.#registered = await this.#index.list();
    this.#knowledge.search?.index(this.#registered.map(({ card }) => card));
  }

  /** Puts new knowledge in force, all of it at once. */
  know(knowledge: Omit<Knowledge, "cards">): void {
    this.#knowledge = knowledge;
    knowledge.search?.index(this.#registered.map(({ card }) => card));
  }

  /** Registered agents as of the last refresh, sorted. */
  list(): readonly RegisteredCard[] {
    return this.#registered;
  }

  /** See {@link lookUp}. */
  lookUp(lookup: Lookup, embedding: Float32Array | null = null): LookupAnswer {
    return lookUp({ ...this.#knowledge, cards: this.#registered.map(({ card }) => card) }, lookup, embedding);
  }
}
