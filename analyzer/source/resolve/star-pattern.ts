/** A specifier pattern with at most one `*`, as in tsconfig `paths` and in `exports`. */
export interface StarPattern<T> {
  readonly pattern: string;
  readonly value: T;
}

/** A pattern that fits, with the text its `*` stands for; `undefined` for a pattern without one. */
export interface StarMatch<T> {
  readonly value: T;
  readonly star: string | undefined;
}

/** The best fit: an exact pattern first, then the longest text before the `*`, then the longest after it. */
export function matchStar<T>(patterns: readonly StarPattern<T>[], specifier: string): StarMatch<T> | undefined {
  let best: StarMatch<T> | undefined;
  let bestLength = -1;
  for (const { pattern, value } of patterns) {
    const at = pattern.indexOf("*");
    if (at < 0) {
      if (pattern === specifier) return { value, star: undefined };
      continue;
    }
    const suffix = pattern.slice(at + 1);
    const fits = specifier.length >= at + suffix.length && specifier.startsWith(pattern.slice(0, at));
    const length = at * 1000 + suffix.length;
    if (!fits || !specifier.endsWith(suffix) || length <= bestLength) continue;
    best = { value, star: specifier.slice(at, specifier.length - suffix.length) };
    bestLength = length;
  }
  return best;
}

/** Puts the text for `*` into a target. */
export const fillStar = (target: string, star: string | undefined): string =>
  star === undefined ? target : target.split("*").join(star);
