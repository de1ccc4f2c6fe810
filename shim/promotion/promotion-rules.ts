/** What a stage must show before it goes further, and when it is taken back. */
export interface PromotionRules {
  /** How far back decisions count, milliseconds. */
  readonly windowMs: number;
  /** Turns that model and stand-in both answered, before shadow becomes canary and canary goes on. */
  readonly minCompared: number;
  /** Turns that the model was asked twice, before its agreement with itself counts; with fewer it is taken for perfect. */
  readonly minSelfCompared: number;
  /** Runs with and without effect, before a canary goes on. */
  readonly minRuns: number;
  /** How far agreement may lie below the model's agreement with itself, as a share. */
  readonly agreementTolerance: number;
  /** How far the error rate may lie above that of the control share, as a share. */
  readonly errorTolerance: number;
  /** How much slower the 95th percentile of runs may be than that of the control share, as a factor. */
  readonly latencyFactor: number;
  /** Milliseconds that must have passed since the last change, whoever made it. */
  readonly coolDownMs: number;
  /** Turns or runs from which on a breach is believed. */
  readonly minBreach: number;
}

/** The rules where none are stated. */
export const defaultPromotionRules: PromotionRules = {
  windowMs: 24 * 60 * 60 * 1_000,
  minCompared: 150,
  minSelfCompared: 30,
  minRuns: 50,
  agreementTolerance: 0.03,
  errorTolerance: 0.01,
  latencyFactor: 1.2,
  coolDownMs: 60 * 60 * 1_000,
  minBreach: 20,
};
