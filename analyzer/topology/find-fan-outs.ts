import type { FanOut } from "../../contracts/audited-app.ts";
import { END, START } from "../extract/graph-model.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import { type GraphView, reaches } from "./graph-view.ts";

/** Nodes after which several run at once: two or more plain edges, or nodes that are sent to repeatedly; with where they meet. */
export const findFanOuts = (view: GraphView): FanOut[] =>
  [START, ...view.names]
    .flatMap((from): FanOut[] => {
      const side = [...(view.fixed.get(from) ?? [])].filter((to) => to !== END);
      const sent = [...(view.picked.get(from) ?? [])].filter((to) => view.repeated.has(to));
      const to = [...new Set([...(side.length >= 2 ? side : []), ...sent])].sort(byCodeUnit);
      return to.length ? [{ from, to, join: joinOf(view, from, to), repeated: sent.length > 0 }] : [];
    })
    .sort((a, b) => byCodeUnit(a.from, b.from));

/** The nearest node that every branch goes on to; null when some end apart. */
const joinOf = (view: GraphView, from: string, branches: readonly string[]): string | null => {
  const joining = view.names.filter(
    (n) => n !== from && !branches.includes(n) && branches.every((b) => reaches(view, b, n, from)),
  );
  // where a loop leads back, each of them is reached from each: the one with the fewest steps to it comes first
  const far = new Map(joining.map((n) => [n, Math.max(...branches.map((b) => stepsTo(view, b, n)))]));
  return (
    joining
      .filter((n) => joining.every((other) => other === n || reaches(view, n, other, from)))
      .sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0))[0] ?? null
  );
};

/** How many steps the shortest way takes. */
const stepsTo = (view: GraphView, from: string, to: string): number => {
  const steps = new Map([[from, 0]]);
  for (const [at, count] of steps)
    for (const next of view.out.get(at) ?? []) if (!steps.has(next)) steps.set(next, count + 1);
  return steps.get(to) ?? Number.POSITIVE_INFINITY;
};
