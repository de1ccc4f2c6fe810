/**
 * One-sided upper bound of a share of which `count` in `of` independent trials were seen, exact (Clopper and Pearson, 1934):
 * it keeps its confidence for rare events too, where normal approximations and Wilson's one-sided bound promise more than
 * they hold (Cai, 2005). 1 without trials. Throws a RangeError on impossible counts.
 */
export const exactUpperBound = (count: number, of: number, confidence: number): number => {
  if (!Number.isInteger(of) || !Number.isInteger(count) || count < 0 || count > of) {
    throw new RangeError(`exactUpperBound: ${count} of ${of}`);
  }
  if (count === of) return 1;
  let low = count / of;
  let high = 1;
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(count, of, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
};

/** P(X <= k) for a binomial X; summed in logs, since the single terms underflow at a few thousand trials. */
const atMost = (k: number, n: number, p: number): number => {
  let logTerm = n * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let i = 1; i <= k; i += 1) {
    logTerm += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return sum;
};
