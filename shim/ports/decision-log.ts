import type { Decision } from "../../contracts/decision.ts";

/** Which decisions to read. */
export interface DecisionQuery {
  readonly tenant: string;
  /** Only of this thread; null: of all. */
  readonly thread: string | null;
  /** Where the page before this one ended; null: from the oldest kept. */
  readonly after: string | null;
  /** At most so many, at least 1. */
  readonly limit: number;
}

/** A page of the log, oldest first. */
export interface DecisionPage {
  readonly decisions: readonly Decision[];
  /** Give it as `after` for the page that follows; null: there was no more. */
  readonly next: string | null;
}

/** Every decision of every tenant. Holds no contents, by its contract. */
export interface DecisionLog {
  /**
   * Adds decisions of one tenant, in this order. A decision whose `id` the log holds already is passed over, so a repeat
   * after a failure is safe. Resolves once they are kept as durably as this log keeps anything. Rejects with LOG_FULL at
   * the log's limit, else with whatever stopped it; some of them may be kept then. With none at all it only says whether
   * one more would be taken: it rejects as adding one would.
   */
  append(tenant: string, decisions: readonly Decision[]): Promise<void>;
  /** One page. A record that cannot be read, such as another version's, is left out, and the log says so in its own way. */
  read(query: DecisionQuery): Promise<DecisionPage>;
  /** The newest decisions of a tenant, newest first, at most `limit` (at least 1). For what looks at a window of time. */
  latest(tenant: string, limit: number): Promise<readonly Decision[]>;
  /** Removes what was decided before `before` (ISO 8601, UTC), and gives how many that were. */
  prune(tenant: string, before: string): Promise<number>;
  /** Tenants with at least one decision, sorted. */
  tenants(): Promise<readonly string[]>;
}
