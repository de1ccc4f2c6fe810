import type { Card } from "../../contracts/card.ts";

/** Who holds a registration. Another holder of the same card is another replica of the agent. */
export interface Registration {
  readonly card: Card;
  /** The process that runs the agent; unique among its replicas. */
  readonly holder: string;
  /** Milliseconds from now until it lapses unless renewed, at least 1. */
  readonly leaseMs: number;
}

/** A card that is registered now. */
export interface RegisteredCard {
  readonly card: Card;
  /** Processes whose lease has not lapsed, sorted; at least one. */
  readonly holders: readonly string[];
}

/** Cards of agents that are alive. Who may register is the caller's business: see `AgentRegistry`. */
export interface RegistryIndex {
  /** Adds the holder's registration, or replaces it. The newest registration of a card is what others see. */
  put(registration: Registration): Promise<void>;
  /** Prolongs a lease; false if it has lapsed or was never there: then register again. */
  renew(agent: string, holder: string, leaseMs: number): Promise<boolean>;
  /** Ends a registration at once; true if there was one. */
  remove(agent: string, holder: string): Promise<boolean>;
  /** All cards with a living holder, sorted by id. */
  list(): Promise<readonly RegisteredCard[]>;
}
