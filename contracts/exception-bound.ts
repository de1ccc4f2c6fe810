/**
 * 95 % upper bound of the share of exceptions behind `exceptions` in `support` independent runs. None in n > 3: the rule
 * of three, 3/n; else the exact (Clopper-Pearson) bound. 1 when there is no support. Throws a RangeError on impossible counts.
 */
export const exceptionBound = (support: number, exceptions: number): number => {
  if (!Number.isInteger(support) || !Number.isInteger(exceptions) || exceptions < 0 || exceptions > support) {
    throw new RangeError(`exceptionBound: ${exceptions} exceptions in ${support} runs`);
  }
  if (exceptions === support) return 1;
  // The rule of three is too loose for three runs or fewer: it would say less than the exact bound for one exception.
  if (exceptions === 0 && support > 3) return 3 / support;
  let low = exceptions / support;
  let high = 1;
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(exceptions, support, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
};

/** P(X <= k) for a binomial X; summed in logs, since the single terms underflow at a few thousand runs. */
const atMost = (k: number, n: number, p: number): number => {
  let logTerm = n * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let i = 1; i <= k; i += 1) {
    logTerm += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return sum;
};
