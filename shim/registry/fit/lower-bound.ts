/**
 * One-sided lower bound of a share by Wilson's score interval (Wilson, 1927). `z` is the normal quantile of the confidence:
 * 1.2816 for 90 %, 1.6449 for 95 %. `count` may be an effective number of observations.
 */
export const wilsonLowerBound = (share: number, count: number, z: number): number => {
  if (count <= 0) return 0;
  const middle = share + (z * z) / (2 * count);
  const width = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return Math.max(0, (middle - width) / (1 + (z * z) / count));
};

/** Normal quantile of a one-sided confidence between 0.5 and 1 (Abramowitz and Stegun 26.2.23, error below 4.5e-4). */
export const normalQuantile = (confidence: number): number => {
  if (!(confidence >= 0.5 && confidence < 1)) throw new RangeError(`confidence ${confidence}: expected 0.5 up to 1`);
  const t = Math.sqrt(-2 * Math.log(1 - confidence));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return confidence === 0.5 ? 0 : t - top / bottom;
};
