import type { Card } from "../../contracts/card.ts";

/** A card that a text search found. */
export interface FoundCard {
  readonly agent: string;
  /** Share of the scores of all cards found, 0 to 1. A rank, not a probability. */
  readonly share: number;
  /** Words of the card that matched, sorted; for the explanation. */
  readonly terms: readonly string[];
}

/** Full-text search over cards. */
export interface CardSearch {
  /** Replaces the cards that are searched. */
  index(cards: readonly Card[]): void;
  /** Best first, ties by id; at most `limit`. Any text is a valid query; one without words finds nothing. */
  search(text: string, limit: number): readonly FoundCard[];
}
