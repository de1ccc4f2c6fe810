import type { Card } from "../../contracts/card.ts";
import { END, type Lookup } from "./lookup.ts";

/** What may be answered to a lookup, and what was left out and why. */
export interface Eligible {
  /** Sorted by id. */
  readonly cards: readonly Card[];
  /** True if the end of the run is a declared target. */
  readonly mayEnd: boolean;
  readonly leftOut: readonly { readonly agent: string; readonly why: string }[];
}

/** Narrows the cards to those that may be chosen. User text has no part in this: it can only rank what is left. */
export const eligibleFor = (lookup: Lookup, cards: readonly Card[]): Eligible => {
  const judged = [...cards]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((card) => ({ card, why: reasonAgainst(lookup, card) }));
  return {
    cards: judged.filter(({ why }) => why === null).map(({ card }) => card),
    mayEnd: lookup.allowed?.includes(END) ?? false,
    leftOut: judged.flatMap(({ card, why }) => (why === null ? [] : [{ agent: card.id, why }])),
  };
};

const reasonAgainst = ({ tenant, allowed, exclude, have, want }: Lookup, card: Card): string | null => {
  if (card.tenants !== "all" && !card.tenants.includes(tenant)) return `not for tenant ${tenant}`;
  if (allowed && !allowed.includes(card.id)) return "not declared at this decision point";
  if (exclude?.includes(card.id)) return "excluded by the caller";
  const missing = have && card.needs.find((channel) => !have.includes(channel));
  if (missing !== undefined) return `needs ${missing}, which is empty`;
  if (want && want.length > 0 && !card.yields.some((channel) => want.includes(channel)))
    return `fills none of ${want.join(", ")}`;
  return null;
};
