/** What a soak found. */
export interface SoakResult {
  /** Figures, one a line. */
  readonly lines: readonly string[];
  /** What must not be, one a line; none: the soak passed. */
  readonly failures: readonly string[];
}
