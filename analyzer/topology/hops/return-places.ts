import type { Hop } from "../../../contracts/audited-app.ts";
import type { GraphNode } from "../../extract/graph-model.ts";
import type { Analysis } from "../../source/analysis.ts";
import { returnedExpressions } from "../../source/syntax.ts";

/** Where a node's one function says what it gives back; null for a node that is no function, or several. */
export const returnPlaces = (analysis: Analysis, node: GraphNode | undefined): Hop["returns"] => {
  const [fn] = node?.functions ?? [];
  if (!fn || node?.functions.length !== 1) return null;
  return returnedExpressions(fn).map((it) => ({ ...analysis.placeOf(it), start: it.getStart(), end: it.end }));
};
