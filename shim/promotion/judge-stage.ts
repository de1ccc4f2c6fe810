import { normalQuantile, wilsonLowerBound, wilsonUpperBound } from "../registry/fit/wilson-bounds.ts";
import type { PromotionRules } from "./promotion-rules.ts";
import type { RunFigures, StageFigures } from "./stage-figures.ts";

/** What agreement must reach: the model's with itself, less the tolerance. */
export const agreementFloor = ({ self }: StageFigures, rules: PromotionRules): number =>
  (self.compared < rules.minSelfCompared ? 1 : self.agreed / self.compared) - rules.agreementTolerance;

/** What is missing before a stage that is only compared may take effect; empty: nothing. One sentence each. */
export const missingForEffect = (figures: StageFigures, rules: PromotionRules): string[] => {
  const { agreement } = figures;
  if (agreement.compared < rules.minCompared)
    return [`${agreement.compared} turns are compared, ${rules.minCompared} are wanted`];
  const floor = agreementFloor(figures, rules);
  if (agreement.atLeast >= floor) return [];
  return [
    `agreement is at least ${percent(agreement.atLeast)} (${agreement.agreed} of ${agreement.compared}), ${percent(floor)} is wanted: ${selfText(figures, rules)}`,
  ];
};

/** What is missing before a stage that takes effect for a share takes effect for more. */
export const missingForMore = (figures: StageFigures, rules: PromotionRules): string[] => {
  const { treated, control } = figures;
  const few = (name: string, { runs }: RunFigures) =>
    runs < rules.minRuns ? [`${runs} runs ${name} the stage are seen, ${rules.minRuns} are wanted`] : [];
  const short = [...few("with", treated), ...few("without", control)];
  if (short.length > 0) return [...missingForEffect(figures, rules), ...short];
  const [with_, without] = [rateOf(treated), rateOf(control)];
  const errors =
    with_ <= without + rules.errorTolerance
      ? []
      : [`${percent(with_)} of the runs fail, ${percent(without)} without it`];
  const slow = isSlower(figures, rules.latencyFactor) ? [slowText(figures)] : [];
  return [...missingForEffect(figures, rules), ...errors, ...slow];
};

/** Why a stage that takes effect is taken back; null: it holds. Only what is beyond chance counts, by 95 % bounds. */
export const breachOf = (figures: StageFigures, rules: PromotionRules): string | null => {
  const { agreement, treated, control } = figures;
  const floor = agreementFloor(figures, rules);
  if (agreement.compared >= rules.minBreach && agreement.atMost < floor)
    return `agreement is at most ${percent(agreement.atMost)} (${agreement.agreed} of ${agreement.compared}), below ${percent(floor)}: ${selfText(figures, rules)}`;
  if (treated.runs < rules.minBreach) return null;
  const z = normalQuantile(0.975);
  // Without enough to compare with, one run in twenty is taken for what is usual.
  const usual = control.runs < rules.minBreach ? 0.05 : wilsonUpperBound(rateOf(control), control.runs, z);
  const atLeast = wilsonLowerBound(rateOf(treated), treated.runs, z);
  if (atLeast > usual + rules.errorTolerance)
    return `at least ${percent(atLeast)} of the runs fail (${treated.failed} of ${treated.runs}), at most ${percent(usual)} without the stage`;
  // Twice the margin that promotion wants: a tail of few runs moves by itself.
  const isSlow = control.runs >= rules.minBreach && isSlower(figures, 1 + 2 * (rules.latencyFactor - 1));
  return isSlow ? slowText(figures) : null;
};

const rateOf = ({ failed, runs }: RunFigures): number => (runs === 0 ? 0 : failed / runs);

const isSlower = ({ treated, control }: StageFigures, factor: number): boolean =>
  treated.p95Ms !== null && control.p95Ms !== null && treated.p95Ms > control.p95Ms * factor;

const slowText = ({ treated, control }: StageFigures): string =>
  `95 % of the runs take up to ${Math.round(treated.p95Ms ?? 0)} ms, ${Math.round(control.p95Ms ?? 0)} ms without the stage`;

const selfText = ({ self }: StageFigures, rules: PromotionRules): string =>
  self.compared < rules.minSelfCompared
    ? "the model was hardly asked twice, so its agreement with itself is taken for perfect"
    : `the model agrees with itself in ${self.agreed} of ${self.compared}`;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
