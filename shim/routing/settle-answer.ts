import { type Abstention, abstentionSchema, type Candidate, candidateSchema } from "../../contracts/decision.ts";
import { isRecord } from "../is-record.ts";
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
  const candidates = answer.candidates.flatMap(recordable);
  if (answer.kind === "abstain") return { kind: "abstain", reason: reasonOf(answer.reason), candidates };
  if (answer.kind === "planner" || answer.target === PLANNER)
    return { kind: "abstain", reason: "no-evidence", candidates };
  if (answer.kind === "end" || answer.target === END) return { kind: "end", candidates };
  if (!targets.includes(answer.target)) return { kind: "abstain", reason: "not-allowed", candidates };
  return { kind: "go", target: answer.target, candidates };
};

/** What a source of somebody's own says must not make a record that no reader of the log takes: it is left out. */
const recordable = (candidate: unknown): Candidate[] => {
  const { target, score, basis } = isRecord(candidate) ? candidate : {};
  const share = typeof score === "number" && Number.isFinite(score) ? Math.min(1, Math.max(0, score)) : 0;
  const checked = candidateSchema.safeParse({ target, score: share, basis });
  return checked.success ? [checked.data] : [];
};

const reasonOf = (reason: unknown): Abstention["reason"] => {
  const checked = abstentionSchema.safeParse({ reason });
  return checked.success ? checked.data.reason : "no-evidence";
};
