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
  return joining.find((n) => joining.every((other) => other === n || reaches(view, n, other, from))) ?? null;
};
