import type { Decision } from "../../contracts/decision.ts";
import type { Stage } from "../../contracts/stage.ts";
import { type Share, shareOf } from "../agreement/share.ts";
import { observedAgreement } from "./observed-agreement.ts";

/** Middle and slow end of some durations, milliseconds; null: there were none. */
export type Latency = { readonly p50: number; readonly p95: number } | null;

/** One tenant as an operator wants to see it, over some recent decisions. */
export interface TenantStatus {
  readonly tenant: string;
  /** null: none was ever set, so it is observed and nothing else. */
  readonly stage: Stage | null;
  readonly runs: number;
  /** Decisions that took effect. */
  readonly decisions: number;
  /** Of these, decided without the old router: by the registry, or by an edge. */
  readonly direct: number;
  /** Turns that the registry was asked about and left to the model, in shadow too. */
  readonly abstained: number;
  /** Of these, the ones where the decider threw. */
  readonly failed: number;
  /** The registry next to the old router. Sameness, not correctness. null: nothing was compared. */
  readonly agreement: Share | null;
  /** The old router next to itself, asked again. */
  readonly selfAgreement: Share | null;
  /** ISO 8601: nothing older was looked at, though the window goes back further; null: all of the window was. */
  readonly cutAt: string | null;
  /** Of the old router, and of what decides in its place. */
  readonly latency: { readonly old: Latency; readonly new: Latency };
}

/** Sums up a tenant's decisions, in any order. Pure. */
export const tenantStatus = (
  tenant: string,
  stage: Stage | null,
  decisions: readonly Decision[],
  cutAt: string | null = null,
): TenantStatus => {
  const effective = decisions.filter(({ recheckOf }) => recheckOf === null);
  const direct = effective.filter(({ by }) => by === "registry" || by === "static");
  const agreements = observedAgreement(decisions);
  const sum = (count: (row: (typeof agreements)[number]) => number): number =>
    agreements.reduce((total, row) => total + count(row), 0);
  return {
    tenant,
    stage,
    runs: new Set(effective.map(({ run }) => run)).size,
    decisions: effective.length,
    direct: direct.length,
    abstained: decisions.filter(({ abstained }) => abstained !== null).length,
    failed: effective.filter(({ chosen }) => chosen.kind === "failed").length,
    agreement: sameness(
      sum(({ compared }) => compared),
      sum(({ agreed }) => agreed),
    ),
    selfAgreement: sameness(
      sum(({ selfCompared }) => selfCompared),
      sum(({ selfAgreed }) => selfAgreed),
    ),
    cutAt,
    latency: { old: latencyOf(effective.filter(({ by }) => by === "model")), new: latencyOf(direct) },
  };
};

const sameness = (compared: number, agreed: number): Share | null =>
  compared === 0 ? null : shareOf(compared, agreed);

const latencyOf = (decisions: readonly Decision[]): Latency => {
  if (decisions.length === 0) return null;
  const sorted = decisions.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
};
