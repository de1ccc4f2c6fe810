import type { Abstention, Candidate } from "../../contracts/decision.ts";
import { END, type LookupAnswer, PLANNER } from "../registry/lookup.ts";

/** What may be done with a registry's answer. */
export type Settled =
  | { readonly kind: "go"; readonly target: string; readonly candidates: readonly Candidate[] }
  | { readonly kind: "end"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "abstain"; readonly reason: Abstention["reason"]; readonly candidates: readonly Candidate[] };

/**
 * Checks an answer against what is declared here and allowed for the tenant, whoever gave it: a hostile card, or a text of a
 * user, can make a registry say anything.
 */
export const settleAnswer = (answer: LookupAnswer, targets: readonly string[]): Settled => {
  const candidates = answer.candidates.map(inBounds);
  if (answer.kind === "abstain") return { kind: "abstain", reason: answer.reason, candidates };
  if (answer.kind === "planner" || answer.target === PLANNER)
    return { kind: "abstain", reason: "no-evidence", candidates };
  if (answer.kind === "end" || answer.target === END) return { kind: "end", candidates };
  if (!targets.includes(answer.target)) return { kind: "abstain", reason: "not-allowed", candidates };
  return { kind: "go", target: answer.target, candidates };
};

/** A score is a share; a source of somebody's own may say otherwise, and the record must stay valid. */
const inBounds = ({ target, score, basis }: Candidate): Candidate => ({
  target,
  basis,
  score: Number.isFinite(score) ? Math.min(1, Math.max(0, score)) : 0,
});
