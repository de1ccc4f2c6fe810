import { ts } from "ts-morph";
import type { Site } from "../extract/site.ts";
import type { Analysis } from "../source/analysis.ts";
import { walk } from "../source/syntax.ts";

const MAX_DEPTH = 3;

/** True when a site runs an agent (or a wrapper around one): its tools may act before it answers, so the answer is not all that it does. */
export const actsItself = (analysis: Analysis, site: Site): boolean => {
  if (site.runs === "agent") return true;
  if (site.runs !== "wrapper" || !ts.isCallExpression(site.node)) return false;
  const seen = new Set<ts.Node>();
  const runsAgent = (callee: ts.Expression, depth: number): boolean => {
    if (ts.isPropertyAccessExpression(callee) && analysis.kinds.of(callee.expression).has("agent")) return true;
    if (depth >= MAX_DEPTH) return false;
    return analysis.values.functions(callee).some((fn) => {
      if (!fn.body || seen.has(fn)) return false;
      seen.add(fn);
      let found = false;
      walk(fn.body, (node) => {
        if (ts.isCallExpression(node)) found ||= runsAgent(node.expression, depth + 1);
        return !found;
      });
      return found;
    });
  };
  return runsAgent(site.node.expression, 0);
};
