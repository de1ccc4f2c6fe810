import type { Eligible } from "../eligible.ts";
import { END, type Lookup, type Opinion, PLANNER } from "../lookup.ts";

/** A condition of the app's own code, as data. `channel` may be a path: `order.status`. */
export type RuleTest =
  | { readonly kind: "equals"; readonly channel: string; readonly value: string | number | boolean | null }
  | { readonly kind: "is-empty"; readonly channel: string }
  | { readonly kind: "is-set"; readonly channel: string };

/** "If all of these hold, this target is next": a decision that the app's code takes beside its model. */
export interface RoutingRule {
  /** Where the app says so, such as `src/router.ts:12`; for the explanation. */
  readonly from: string;
  readonly when: readonly RuleTest[];
  readonly target: string;
}

/** The app's own rules: an answer if those that hold agree. A lookup without state makes them silent. */
export const ruleOpinion = (lookup: Lookup, eligible: Eligible, rules: readonly RoutingRule[]): Opinion => {
  const { state } = lookup;
  if (!state) return { kind: "silent" };
  const holding = rules.filter(
    ({ when, target }) => when.length > 0 && isOpen(eligible, target) && when.every((test) => holds(test, state)),
  );
  const [first, ...others] = [...new Set(holding.map(({ target }) => target))];
  if (first === undefined) return { kind: "silent" };
  const why = `rule of ${holding.map(({ from }) => from).join(", ")}`;
  const candidate = (target: string) => ({ target, score: 1 / (others.length + 1), basis: "rule" as const });
  if (others.length === 0) return { kind: "answer", candidates: [candidate(first)], why };
  return {
    kind: "unsure",
    reason: "small-margin",
    candidates: [first, ...others].map(candidate),
    why: `${why} disagree`,
  };
};

const isOpen = (eligible: Eligible, target: string): boolean =>
  target === PLANNER || (target === END ? eligible.mayEnd : eligible.cards.some(({ id }) => id === target));

const holds = (test: RuleTest, state: Readonly<Record<string, unknown>>): boolean => {
  const value = valueAt(state, test.channel.split("."));
  if (test.kind === "equals") return value === test.value;
  const isEmpty = value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return test.kind === "is-empty" ? isEmpty : !isEmpty;
};

const valueAt = (value: unknown, path: readonly string[]): unknown => {
  let at = value;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name]; // an object, and the name is its own
  }
  return at;
};
