/**
 * One-sided lower bound of a share by Wilson's score interval (Wilson, 1927); 0 without observations. `z` is the normal
 * quantile of the confidence: 1.2816 for 90 %, 1.6449 for 95 %.
 */
export const wilsonLowerBound = (share: number, count: number, z: number): number =>
  count <= 0 ? 0 : Math.max(0, middle(share, count, z) - halfWidth(share, count, z));

/** As {@link wilsonLowerBound}, upper; 1 without observations. */
export const wilsonUpperBound = (share: number, count: number, z: number): number =>
  count <= 0 ? 1 : Math.min(1, middle(share, count, z) + halfWidth(share, count, z));

/** Normal quantile of a one-sided confidence from 0.5 to below 1 (Abramowitz and Stegun 26.2.23, error below 4.5e-4). */
export const normalQuantile = (confidence: number): number => {
  if (!(confidence >= 0.5 && confidence < 1)) throw new RangeError(`confidence ${confidence}: expected 0.5 up to 1`);
  const t = Math.sqrt(-2 * Math.log(1 - confidence));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return confidence === 0.5 ? 0 : t - top / bottom;
};

const middle = (share: number, count: number, z: number): number =>
  (share + (z * z) / (2 * count)) / (1 + (z * z) / count);

const halfWidth = (share: number, count: number, z: number): number =>
  (z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))) / (1 + (z * z) / count);
