import { normalQuantile, wilsonLowerBound, wilsonUpperBound } from "../registry/fit/wilson-bounds.ts";

/**
 * How often two said the same, with the two-sided 95 % interval (Wilson): the one interval of every view of agreement and of
 * every promotion check, so that what an operator reads is what was judged by.
 */
export interface Share {
  readonly compared: number;
  readonly agreed: number;
  readonly atLeast: number;
  readonly atMost: number;
}

/** Agreed of compared; from 0 to 1 where nothing was compared. */
export const shareOf = (compared: number, agreed: number): Share => {
  const z = normalQuantile(0.975);
  const share = compared === 0 ? 0 : agreed / compared;
  return {
    compared,
    agreed,
    atLeast: wilsonLowerBound(share, compared, z),
    atMost: wilsonUpperBound(share, compared, z),
  };
};
