import type { Card } from "../../contracts/card.ts";
import type { ObservedApp, Transition } from "../../contracts/observed-app.ts";
import type { VectorRoutes } from "../registry/encoded-routes.ts";
import type { RoutingRule } from "../registry/evidence/rules.ts";
import type { TenantClassifiers } from "../registry/fit/fit-tenants.ts";
import { lookUp } from "../registry/look-up.ts";

/** What {@link evidenceRoutes} answers from. */
export interface EvidenceRoutesOptions {
  /** Agents of the graph; a node without a card is never chosen. */
  readonly cards: readonly Card[];
  readonly fingerprint: string;
  /** Of `evidence/1`; null: none. */
  readonly observed: ObservedApp | null;
  /** What runs of this process showed since. */
  readonly transitions: () => readonly Transition[];
  readonly rules: readonly RoutingRule[];
  /** In force now; null: a task alone is never answered. */
  readonly classifiers: () => TenantClassifiers | null;
}

/**
 * The registry of an app that brings none: what its own runs showed, its cards' declared successors, its own rules, and
 * classifiers where some were fitted.
 */
export const evidenceRoutes = ({
  cards,
  fingerprint,
  observed,
  transitions,
  rules,
  classifiers,
}: EvidenceRoutesOptions): VectorRoutes => ({
  lookUp: (lookup, embedding = null) => {
    const known = mergedTransitions(observed?.transitions ?? [], transitions());
    const app: ObservedApp = { ...(observed ?? nothingObserved), fingerprint, transitions: known };
    const fitted = classifiers();
    const knowledge = { cards, observed: [app], rules, search: null, classifier: fitted?.shared ?? null };
    return lookUp({ ...knowledge, ...(fitted && { ownClassifiers: fitted.own }) }, lookup, embedding);
  },
});

/** A card for each name that has none: enough to be chosen from what runs showed, not from a text. */
export const cardsOfNames = (names: readonly string[], given: readonly Card[]): Card[] =>
  names.map(
    (id) =>
      given.find((card) => card.id === id) ?? {
        contract: "card/1",
        id,
        name: id,
        description: `the node ${id}`,
        tags: [],
        examples: [],
        needs: [],
        yields: [],
        successors: null,
        tier: null,
        version: "0",
        tenants: "all",
      },
  );

const nothingObserved: ObservedApp = {
  fingerprint: "none",
  app: null,
  runs: 0,
  decisions: 0,
  transitions: [],
  chains: [],
  updates: [],
  agreement: [],
};

const mergedTransitions = (before: readonly Transition[], since: readonly Transition[]): Transition[] => {
  const merged = new Map(before.map((it) => [JSON.stringify([it.from, it.to]), it]));
  for (const it of since) {
    const key = JSON.stringify([it.from, it.to]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? it : { ...known, count: known.count + it.count });
  }
  return [...merged.values()];
};
