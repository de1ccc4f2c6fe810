/** What a comparison of two measured subjects says. Milliseconds. */
export interface Comparison {
  readonly baseMs: number;
  readonly otherMs: number;
  /** other / base, of the medians: 1 when both are equally fast. */
  readonly ratio: number;
  /** Slowest / fastest run of the base: what this machine's noise alone makes of one subject. */
  readonly noise: number;
}

/** Compares two series of run times that were taken in turns, so that a busy moment hits both alike. */
export const compare = (baseTimesMs: readonly number[], otherTimesMs: readonly number[]): Comparison => {
  const [baseMs, otherMs] = [median(baseTimesMs), median(otherTimesMs)];
  return { baseMs, otherMs, ratio: otherMs / baseMs, noise: Math.max(...baseTimesMs) / Math.min(...baseTimesMs) };
};

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};
