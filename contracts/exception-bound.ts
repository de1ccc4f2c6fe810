import { exactUpperBound } from "./exact-upper-bound.ts";

/**
 * 95 % upper bound of the share of exceptions behind `exceptions` in `support` independent runs. None in n > 3: the rule
 * of three, 3/n; else the exact (Clopper-Pearson) bound. 1 when there is no support. Throws a RangeError on impossible counts.
 */
export const exceptionBound = (support: number, exceptions: number): number => {
  const exact = exactUpperBound(exceptions, support, 0.95);
  // The rule of three is too loose for three runs or fewer: it would say less than the exact bound for one exception.
  return exceptions === 0 && support > 3 ? 3 / support : exact;
};
