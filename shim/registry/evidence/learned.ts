import type { ObservedApp } from "../../../contracts/observed-app.ts";
import type { Eligible } from "../eligible.ts";
import type { Aim } from "../fit/threshold.ts";
import { normalQuantile, wilsonLowerBound } from "../fit/wilson-bounds.ts";
import { END, type Lookup, type Opinion } from "../lookup.ts";

/** What runs of the same topology showed: who came after the last agent, with a lower bound of its share. */
export const learnedOpinion = (lookup: Lookup, eligible: Eligible, apps: readonly ObservedApp[], aim: Aim): Opinion => {
  const app = apps.find(({ fingerprint }) => fingerprint === lookup.fingerprint);
  const from = lookup.last === null ? "__start__" : lookup.last;
  const seen = app?.transitions.filter((transition) => transition.from === from) ?? [];
  const support = seen.reduce((sum, { count }) => sum + count, 0);
  if (support === 0) return { kind: "silent" };
  const z = normalQuantile(aim.confidence);
  const candidates = seen
    .filter(({ to }) => (to === END ? eligible.mayEnd : eligible.cards.some(({ id }) => id === to)))
    .map(({ to, count }) => ({
      target: to,
      score: wilsonLowerBound(count / support, support, z),
      basis: "learned" as const,
    }))
    .sort((a, b) => b.score - a.score || (a.target < b.target ? -1 : 1));
  const [first, ...others] = candidates;
  if (!first) return { kind: "silent" };
  const why = `${first.target} followed ${from} in at least ${percent(first.score)} of ${support} turns seen`;
  if (first.score >= aim.precision) return { kind: "answer", candidates: [first, ...others], why };
  return {
    kind: "unsure",
    reason: "below-threshold",
    candidates,
    why: `${why}, which is below ${percent(aim.precision)}`,
  };
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
