import type { Decision } from "../../contracts/decision.ts";
import type { Rollout, Stage } from "../../contracts/stage.ts";
import { missingForEffect, missingForMore } from "./judge-stage.ts";
import type { PromotionRules } from "./promotion-rules.ts";
import { type CheckedStage, stageFigures } from "./stage-figures.ts";

/** The steps up, each the one after the other. */
const ladder: readonly Rollout[] = [
  { mode: "off" },
  { mode: "shadow" },
  { mode: "canary", percent: 5 },
  { mode: "canary", percent: 25 },
  { mode: "canary", percent: 50 },
  { mode: "live" },
];

/** A step up, and what speaks against it now. */
export interface Promotion {
  readonly from: Rollout;
  /** null: it is live already. */
  readonly to: Rollout | null;
  /** One sentence each; empty: the step may be taken. */
  readonly missing: readonly string[];
}

/** What the next step of a stage is, and whether the tenant's decisions allow it at `now` (milliseconds since 1970). */
export const nextPromotion = (
  stage: Stage | null,
  name: CheckedStage,
  decisions: readonly Decision[],
  rules: PromotionRules,
  now: number,
): Promotion => {
  const from = stage?.stages[name] ?? { mode: "off" };
  const to = stepUp(from);
  if (to === null) return { from, to, missing: [`${name} is live already`] };
  const cooling = stage === null ? [] : coolingDown(stage, rules, now);
  const killed = stage?.killSwitch === true ? ["the kill switch is on"] : [];
  const figures = stageFigures(decisions, name, now - rules.windowMs);
  const shown =
    from.mode === "off"
      ? []
      : from.mode === "shadow"
        ? missingForEffect(figures, rules)
        : missingForMore(figures, rules);
  return { from, to, missing: [...killed, ...cooling, ...shown] };
};

/** One step down: from live or canary to shadow, which has no effect and goes on comparing; from shadow to off. */
export const stepDown = ({ mode }: Rollout): Rollout =>
  mode === "live" || mode === "canary" ? { mode: "shadow" } : { mode: "off" };

/** For people, such as `canary 5 %`. */
export const rolloutText = (rollout: Rollout): string =>
  rollout.mode === "canary" ? `canary ${rollout.percent} %` : rollout.mode;

const stepUp = (from: Rollout): Rollout | null => ladder[rankOf(from) + 1] ?? null;

const rankOf = (from: Rollout): number =>
  ladder.findLastIndex((step) =>
    step.mode === "canary" ? from.mode === "canary" && step.percent <= from.percent : step.mode === from.mode,
  ) + (from.mode === "canary" && from.percent < 5 ? 2 : 0);

const coolingDown = ({ updatedAt }: Stage, { coolDownMs }: PromotionRules, now: number): string[] => {
  const left = Date.parse(updatedAt) + coolDownMs - now;
  return left <= 0 ? [] : [`the last change was at ${updatedAt}: wait ${Math.ceil(left / 60_000)} min more`];
};
