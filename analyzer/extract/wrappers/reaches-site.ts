import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** How many calls deep a body is searched. */
const MAX_DEPTH = 4;

/** True when a function, or one that it calls in turn, has one of these sites in its body. */
export const reachesSite = (analysis: Analysis, fn: FunctionNode, sites: ReadonlySet<ts.Node>, depth = 0): boolean => {
  let found = false;
  if (fn.body)
    walk(fn.body, (node) => {
      if (found) return false;
      if (sites.has(node)) found = true;
      else if (ts.isCallExpression(node) && depth < MAX_DEPTH)
        found = analysis.values
          .functions(node.expression)
          .some((inner) => inner !== fn && reachesSite(analysis, inner, sites, depth + 1));
      return !found;
    });
  return found;
};
