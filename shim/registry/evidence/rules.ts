import type { RuleTest } from "../../../contracts/rule-test.ts";
import type { Eligible } from "../eligible.ts";
import { END, type Lookup, type Opinion, PLANNER } from "../lookup.ts";

export type { RuleTest } from "../../../contracts/rule-test.ts";

/** "If all of these hold, this target is next": a decision that the app's code takes beside its model. */
export interface RoutingRule {
  /** Where the app says so, such as `src/router.ts:12`; for the explanation. */
  readonly from: string;
  readonly when: readonly RuleTest[];
  readonly target: string;
  /** The node that decides by it. Absent: every decision point whose targets it is one of. */
  readonly node?: string;
}

/** The app's own rules: an answer if those that hold agree. A lookup without state makes them silent. */
export const ruleOpinion = (lookup: Lookup, eligible: Eligible, rules: readonly RoutingRule[]): Opinion => {
  const { state } = lookup;
  if (!state) return { kind: "silent" };
  // Whether a target may run here is asked afterwards: a rule that holds keeps the app's code from the ones below it.
  const holding = rules.filter(
    ({ when, node = lookup.node }) =>
      (lookup.node ?? node) === node && when.length > 0 && when.every((test) => holds(test, state)),
  );
  const [first, ...others] = [...new Set(holding.map(({ target }) => target))];
  if (first === undefined) return { kind: "silent" };
  const why = `rule of ${holding.map(({ from }) => from).join(", ")}`;
  const candidate = (target: string) => ({ target, score: 1 / (others.length + 1), basis: "rule" as const });
  if (others.length === 0 && !isOpen(eligible, first))
    return {
      kind: "unsure",
      reason: "not-allowed",
      candidates: [],
      why: `${why} names ${first}, which may not run here`,
    };
  if (others.length === 0) return { kind: "answer", candidates: [candidate(first)], why };
  return {
    kind: "unsure",
    reason: "small-margin",
    candidates: [first, ...others].filter((it) => isOpen(eligible, it)).map(candidate),
    why: `${why} disagree`,
  };
};

const isOpen = (eligible: Eligible, target: string): boolean =>
  target === PLANNER || (target === END ? eligible.mayEnd : eligible.cards.some(({ id }) => id === target));

const holds = (test: RuleTest, state: Readonly<Record<string, unknown>>): boolean => {
  const value = valueAt(state, test.channel.split("."));
  if (test.kind === "equals") return value === test.value;
  if (test.kind === "has-text" || test.kind === "matches") return typeof value === "string" && saysSo(test, value);
  const isEmpty = value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return test.kind === "is-empty" ? isEmpty : !isEmpty;
};

const saysSo = (test: Extract<RuleTest, { kind: "has-text" | "matches" }>, given: string): boolean => {
  const text = test.lowered ? given.toLowerCase() : given;
  if (test.kind === "matches") return new RegExp(test.pattern, test.ignoresCase ? "i" : "").test(text);
  if (test.where === "anywhere") return text.includes(test.text);
  return test.where === "start" ? text.startsWith(test.text) : text.endsWith(test.text);
};

const valueAt = (value: unknown, path: readonly string[]): unknown => {
  let at = value;
  for (const part of path) {
    const name = part === "-1" && Array.isArray(at) ? String(at.length - 1) : part;
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name]; // an object, and the name is its own
  }
  return at;
};
