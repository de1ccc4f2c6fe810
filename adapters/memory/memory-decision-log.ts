import type { Decision } from "../../contracts/decision.ts";
import { logFull } from "../../shim/decisions/log-full.ts";
import type { DecisionLog, DecisionPage, DecisionQuery } from "../../shim/ports/decision-log.ts";
import { KnownIds } from "./known-ids.ts";

/** How much a {@link MemoryDecisionLog} keeps. */
export interface MemoryLogLimits {
  /** Decisions of one tenant; the oldest goes when one more comes. Default 100,000. */
  readonly perTenant?: number;
  /** At that limit: `drop-oldest` (default), or `refuse` with LOG_FULL. */
  readonly whenFull?: "drop-oldest" | "refuse";
}

interface TenantLog {
  /** Number of the first entry: entries are numbered from 1 for the life of the log, so that a page's end stays valid. */
  first: number;
  entries: Decision[];
  readonly ids: KnownIds;
}

/** Decisions in this process, limited, gone when it ends. Keeps the objects it is given: do not change them. */
export class MemoryDecisionLog implements DecisionLog {
  readonly #byTenant = new Map<string, TenantLog>();
  readonly #perTenant: number;
  readonly #whenFull: "drop-oldest" | "refuse";

  constructor(limits: MemoryLogLimits = {}) {
    this.#perTenant = limits.perTenant ?? 100_000;
    this.#whenFull = limits.whenFull ?? "drop-oldest";
  }

  async append(tenant: string, decisions: readonly Decision[]): Promise<void> {
    const log = this.#logOf(tenant);
    const isFull = () => this.#whenFull === "refuse" && log.entries.length >= this.#perTenant;
    if (decisions.length === 0 && isFull()) throw logFull(tenant, this.#perTenant);
    for (const decision of decisions) {
      if (isFull()) {
        if (log.ids.has(decision)) continue;
        throw logFull(tenant, this.#perTenant);
      }
      if (log.ids.add(decision)) log.entries.push(decision);
    }
    // A quarter too many before any goes: moving the entries for each new one would cost more than all the rest.
    if (log.entries.length >= this.#perTenant * 1.25) dropFirst(log, log.entries.length - this.#perTenant);
  }

  async read({ tenant, thread, after, limit }: DecisionQuery): Promise<DecisionPage> {
    const log = this.#byTenant.get(tenant);
    if (log === undefined) return { decisions: [], next: null };
    const decisions: Decision[] = [];
    let at = after === null ? 0 : Math.max(0, Number(after) - log.first + 1);
    for (; at < log.entries.length && decisions.length < limit; at += 1) {
      const decision = log.entries[at];
      if (decision !== undefined && (thread === null || decision.thread === thread)) decisions.push(decision);
    }
    return { decisions, next: at < log.entries.length ? String(log.first + at - 1) : null };
  }

  async latest(tenant: string, limit: number): Promise<readonly Decision[]> {
    return (this.#byTenant.get(tenant)?.entries ?? []).slice(-limit).reverse();
  }

  async prune(tenant: string, before: string): Promise<number> {
    const log = this.#byTenant.get(tenant);
    if (log === undefined) return 0;
    const limit = Date.parse(before);
    const kept = log.entries.findIndex(({ at }) => Date.parse(at) >= limit);
    const count = kept === -1 ? log.entries.length : kept;
    dropFirst(log, count);
    return count;
  }

  async tenants(): Promise<readonly string[]> {
    return [...this.#byTenant].flatMap(([tenant, { entries }]) => (entries.length > 0 ? [tenant] : [])).sort();
  }

  #logOf(tenant: string): TenantLog {
    const known = this.#byTenant.get(tenant);
    if (known !== undefined) return known;
    const log: TenantLog = { first: 1, entries: [], ids: new KnownIds() };
    this.#byTenant.set(tenant, log);
    return log;
  }
}

const dropFirst = (log: TenantLog, count: number): void => {
  for (const decision of log.entries.splice(0, count)) log.ids.delete(decision);
  log.first += count;
};
