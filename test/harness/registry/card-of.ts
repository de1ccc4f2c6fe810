import type { Card } from "../../../contracts/card.ts";

/** A card with the fields that a test cares about. */
export const cardOf = (id: string, changes: Partial<Card> = {}): Card => ({
  contract: "card/1",
  id,
  name: id,
  description: `does ${id}`,
  tags: [],
  examples: [],
  needs: [],
  yields: [],
  successors: null,
  tier: null,
  version: "1.0.0",
  tenants: "all",
  ...changes,
});
