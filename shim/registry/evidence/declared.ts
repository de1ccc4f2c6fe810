import type { Card } from "../../../contracts/card.ts";
import type { Eligible } from "../eligible.ts";
import { END, type Lookup, type Opinion, PLANNER } from "../lookup.ts";

/** What the last agent's card declares as successors: an answer if just one of them may run. */
export const declaredOpinion = (lookup: Lookup, eligible: Eligible, cards: readonly Card[]): Opinion => {
  const successors = cards.find(({ id }) => id === lookup.last)?.successors;
  if (!successors) return { kind: "silent" };
  const open = successors.filter((id) =>
    id === END ? eligible.mayEnd : id === PLANNER || eligible.cards.some((card) => card.id === id),
  );
  const [first, ...others] = open.map((target) => ({ target, score: 1 / open.length, basis: "declared" as const }));
  if (!first) return { kind: "silent" };
  const said = `${lookup.last} declares ${successors.join(", ")} as what follows`;
  if (others.length === 0) return { kind: "answer", candidates: [first], why: `${said}; one of them may run` };
  return {
    kind: "unsure",
    reason: "small-margin",
    candidates: [first, ...others],
    why: `${said}; ${open.length} of them may run`,
  };
};
