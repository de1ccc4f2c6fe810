import type { CardSearch } from "../../ports/card-search.ts";
import type { Eligible } from "../eligible.ts";
import type { Lookup, Opinion } from "../lookup.ts";

const MOST_FOUND = 5;

/**
 * What full-text search over the cards finds. It ranks and never answers: its scores say which card is nearest, not
 * whether any is near (on a public routing task it is right for a twelfth of the queries when held to 99 %).
 */
export const lexicalOpinion = (lookup: Lookup, eligible: Eligible, search: CardSearch): Opinion => {
  if (lookup.task === undefined) return { kind: "silent" };
  const found = search.search(lookup.task, MOST_FOUND + eligible.leftOut.length);
  const open = found.filter(({ agent }) => eligible.cards.some(({ id }) => id === agent)).slice(0, MOST_FOUND);
  const [best] = open;
  if (!best) return { kind: "silent" };
  return {
    kind: "unsure",
    reason: "no-evidence",
    candidates: open.map(({ agent, share }) => ({ target: agent, score: share, basis: "lexical" })),
    why: `${best.agent} shares the words ${best.terms.join(", ")} with the task`,
  };
};
