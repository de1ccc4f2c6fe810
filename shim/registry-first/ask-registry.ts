import { type Card, cardSchema } from "../../contracts/card.ts";
import type { Abstention, Candidate } from "../../contracts/decision.ts";
import type { Clock } from "../ports/clock.ts";
import { checkedCard } from "../registry/checked-card.ts";
import type { RoutingRule } from "../registry/evidence/rules.ts";
import { lookUp } from "../registry/look-up.ts";
import type { Lookup, LookupAnswer } from "../registry/lookup.ts";
import { settleAnswer } from "../routing/settle-answer.ts";
import { within } from "../within.ts";
import { readGiven } from "./read-given.ts";

/** Answers lookups: an `AgentRegistry`, or a service behind a function. */
export interface AnsweringRegistry {
  lookUp(lookup: Lookup): LookupAnswer | Promise<LookupAnswer>;
}

/** What a lookup is made from. */
export interface RegistryQuestionParts {
  /** Agents that may be named, as `card/1`; wrong ones make the registry fail, never the app. */
  readonly cards: readonly Card[];
  /** Asked instead of the cards alone. */
  readonly registry?: AnsweringRegistry;
  /** The app's own rules, as data. @default none */
  readonly rules?: readonly RoutingRule[];
  /** What the app knows of a lookup beside what was read from the state: the tenant, the agent that ran last, the task. */
  readonly lookup?: (given: unknown, site: string) => Partial<Lookup>;
  /** Longest wait for an answer, milliseconds. @default 200 */
  readonly patienceMs?: number;
}

/** What the registry said, made harmless: `target` is one of the allowed ones or null. */
export interface RegistryWord {
  readonly target: string | null;
  readonly why: readonly string[];
  /** undefined: it did not fail. */
  readonly failure: unknown;
  /** What it weighed. */
  readonly candidates: readonly Candidate[];
  /** Why `target` is null; null: it is not. */
  readonly abstained: Abstention | null;
}

const PATIENCE_MS = 200;

/** Asks who of `allowed` should run next. Never rejects; an end, the planner, and who is not allowed count as no answer. */
export const askRegistry = async (
  parts: RegistryQuestionParts,
  clock: Clock,
  question: { readonly site: string; readonly given: unknown; readonly allowed: readonly string[] },
): Promise<RegistryWord> => {
  try {
    const patienceMs = parts.patienceMs ?? PATIENCE_MS;
    const late = () => new Error(`the registry did not answer within ${patienceMs} ms`);
    const answer = await within(clock, patienceMs, answered(parts, question), late);
    const settled = settleAnswer(answer, question.allowed);
    const { candidates } = settled;
    const said = { why: answer.why, failure: undefined, candidates };
    if (settled.kind === "go") return { ...said, target: settled.target, abstained: null };
    return { ...said, target: null, abstained: { reason: settled.kind === "end" ? "predicted-end" : settled.reason } };
  } catch (failure) {
    return {
      target: null,
      why: ["the registry failed"],
      failure: failure ?? new Error("the registry failed"),
      candidates: [],
      abstained: { reason: "registry-failed" },
    };
  }
};

const answered = async (
  { cards, registry, rules = [], lookup }: RegistryQuestionParts,
  { site, given, allowed }: { readonly site: string; readonly given: unknown; readonly allowed: readonly string[] },
): Promise<LookupAnswer> => {
  const known = cards.map((card, index) => checkedCard(cardSchema, card, `card ${index + 1}`));
  // `allowed` comes last: nobody widens what the code at the site can choose.
  const asked: Lookup = { tenant: "default", ...readGiven(given, known), ...lookup?.(given, site), allowed };
  if (registry) return registry.lookUp(asked);
  return lookUp({ cards: known, observed: [], rules, search: null, classifier: null }, asked);
};
