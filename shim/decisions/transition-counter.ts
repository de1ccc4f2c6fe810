import type { Decision } from "../../contracts/decision.ts";
import type { Transition } from "../../contracts/observed-app.ts";

/** Runs that are remembered at the same time; a run that was interrupted may come back much later. */
const maxRuns = 10_000;

interface Counted {
  count: number;
  readonly tenants: Set<string>;
}

/**
 * Counts which agent ran right after which, for one topology, from decisions in the order they were taken. A conductor's
 * turns are skipped over; a fan-out counts once to each of its agents, and what follows it counts from each.
 */
export class TransitionCounter {
  readonly #last = new Map<string, readonly string[]>();
  readonly #counts = new Map<string, Map<string, Counted>>();

  /**
   * Re-checks, failures and uses of a conductor's own tools move nothing on. `run` is {@link runKey} of the decision: who
   * adds all decisions of a run makes it once.
   */
  add(decision: Decision, run: string = runKey(decision)): void {
    const next = nextOf(decision);
    if (next === null || decision.recheckOf !== null) return;
    // What a registry or a handoff repeats is no new evidence.
    if (decision.by !== "registry" && (decision.by !== "static" || decision.stage === 0))
      for (const from of this.#last.get(run) ?? ["__start__"])
        for (const to of next) this.#count(from, to, decision.tenant);
    this.#last.delete(run);
    if (decision.chosen.kind !== "end") this.#last.set(run, next);
    const oldest = this.#last.size > maxRuns ? this.#last.keys().next() : null;
    if (oldest !== null && !oldest.done) this.#last.delete(oldest.value);
  }

  /** All so far, sorted by from and to. */
  transitions(): Transition[] {
    return [...this.#counts]
      .flatMap(([from, targets]) =>
        [...targets].map(([to, { count, tenants }]) => ({ from, to, count, tenants: tenants.size })),
      )
      .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
  }

  #count(from: string, to: string, tenant: string): void {
    const targets = this.#counts.get(from) ?? new Map<string, Counted>();
    if (targets.size === 0) this.#counts.set(from, targets);
    const counted = targets.get(to);
    if (counted === undefined) targets.set(to, { count: 1, tenants: new Set([tenant]) });
    else {
      counted.count += 1;
      counted.tenants.add(tenant);
    }
  }
}

/** Names a run among those of all tenants. */
export const runKey = ({ tenant, run }: Pick<Decision, "tenant" | "run">): string => `${tenant} ${run}`; // a tenant has no spaces

const nextOf = ({ chosen }: Decision): readonly string[] | null => {
  if (chosen.kind === "agent") return [chosen.target];
  if (chosen.kind === "fan-out") return [...new Set(chosen.targets)];
  return chosen.kind === "end" ? ["__end__"] : null;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
