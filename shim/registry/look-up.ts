import type { Card } from "../../contracts/card.ts";
import type { Candidate } from "../../contracts/decision.ts";
import type { ObservedApp } from "../../contracts/observed-app.ts";
import type { CardSearch } from "../ports/card-search.ts";
import { type Eligible, eligibleFor } from "./eligible.ts";
import { classifiedOpinion } from "./evidence/classified.ts";
import { declaredOpinion } from "./evidence/declared.ts";
import { learnedOpinion } from "./evidence/learned.ts";
import { lexicalOpinion } from "./evidence/lexical.ts";
import { type RoutingRule, ruleOpinion } from "./evidence/rules.ts";
import type { Classifier } from "./fit/fit-classifier.ts";
import { type Aim, DEFAULT_AIM } from "./fit/threshold.ts";
import { END, type Lookup, type LookupAnswer, type Opinion, PLANNER } from "./lookup.ts";

/** All that a registry knows at one moment. A lookup over the same knowledge gives the same answer. */
export interface Knowledge {
  readonly cards: readonly Card[];
  /** `apps` of `evidence/1`. */
  readonly observed: readonly ObservedApp[];
  readonly rules: readonly RoutingRule[];
  /** Over the same cards; null: candidates of an unanswered task are those of the classifier only. */
  readonly search: CardSearch | null;
  /** null: none was fitted, so a task alone is never answered. */
  readonly classifier: Classifier | null;
  /** Of tenants with enough labelled tasks of their own; asked in place of the other. */
  readonly ownClassifiers?: ReadonlyMap<string, Classifier>;
  /** What learned transitions must reach. @default DEFAULT_AIM */
  readonly aim?: Aim;
}

/**
 * Who should run next. Evidence is asked in order of trust (declared successors, learned transitions, the app's own rules,
 * text search, the classifier) and the first that is sure answers, unless one that is trusted more has narrowed the choice to others:
 * then the two contradict each other, and the registry abstains. Pure. `embedding`: of the task, where the classifier
 * wants one.
 */
export const lookUp = (knowledge: Knowledge, lookup: Lookup, embedding: Float32Array | null = null): LookupAnswer => {
  const eligible = eligibleFor(lookup, knowledge.cards);
  const why = eligible.leftOut.map(({ agent, why }) => `${agent} is out: ${why}`);
  if (eligible.cards.length === 0 && !eligible.mayEnd)
    return { kind: "abstain", reason: "not-allowed", candidates: [], why: [...why, "no agent is left"] };
  const shown: Candidate[] = [];
  let narrowed: ReadonlySet<string> | null = null;
  let reason: Extract<LookupAnswer, { kind: "abstain" }>["reason"] = "no-evidence";
  for (const opinion of opinions(knowledge, lookup, eligible, embedding)) {
    if (opinion.kind === "silent") continue;
    why.push(opinion.why);
    shown.push(...opinion.candidates.filter(({ target }) => !shown.some((known) => known.target === target)));
    if (opinion.kind === "unsure") {
      reason = opinion.reason;
      if (opinion.candidates[0]?.basis === "declared")
        narrowed = new Set(opinion.candidates.map(({ target }) => target));
      continue;
    }
    const [best] = opinion.candidates;
    if (narrowed && !narrowed.has(best.target))
      return {
        kind: "abstain",
        reason: "small-margin",
        candidates: shown,
        why: [...why, "that contradicts what is declared"],
      };
    return answer(opinion, why);
  }
  return { kind: "abstain", reason, candidates: shown, why };
};

/** Lazily, so that a declared successor costs no classification. */
function* opinions(
  knowledge: Knowledge,
  lookup: Lookup,
  eligible: Eligible,
  embedding: Float32Array | null,
): Generator<Opinion> {
  yield declaredOpinion(lookup, eligible, knowledge.cards);
  yield learnedOpinion(lookup, eligible, knowledge.observed, knowledge.aim ?? DEFAULT_AIM);
  yield ruleOpinion(lookup, eligible, knowledge.rules);
  if (knowledge.search) yield lexicalOpinion(lookup, eligible, knowledge.search);
  const classifier = knowledge.ownClassifiers?.get(lookup.tenant) ?? knowledge.classifier;
  if (classifier) yield classifiedOpinion(lookup, eligible, classifier, embedding);
}

const answer = ({ candidates }: Extract<Opinion, { kind: "answer" }>, why: readonly string[]): LookupAnswer => {
  const [best, second] = candidates;
  return {
    kind: best.target === END ? "end" : best.target === PLANNER ? "planner" : "agent",
    target: best.target,
    score: best.score,
    margin: second ? best.score - second.score : 1,
    candidates,
    why,
  };
};
