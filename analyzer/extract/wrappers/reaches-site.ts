import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** How many calls deep a body is searched. */
const MAX_DEPTH = 4;

/** True when a function, or one that it calls in turn, has one of these sites in its body. */
export const reachesSite = (analysis: Analysis, fn: FunctionNode, sites: ReadonlySet<ts.Node>): boolean => {
  const seen = new Set([fn]);
  let level: readonly FunctionNode[] = [fn];
  for (let depth = 0; level.length; depth++) {
    const next: FunctionNode[] = [];
    for (const { body } of level) {
      const { hasSite, calls } = bodyOf(body, sites);
      if (hasSite) return true;
      if (depth === MAX_DEPTH) continue;
      for (const inner of calls.flatMap((call) => analysis.values.functions(call.expression)))
        if (!seen.has(inner)) {
          seen.add(inner);
          next.push(inner);
        }
    }
    level = next;
  }
  return false;
};

const bodyOf = (
  body: ts.Node | undefined,
  sites: ReadonlySet<ts.Node>,
): { readonly hasSite: boolean; readonly calls: readonly ts.CallExpression[] } => {
  let hasSite = false;
  const calls: ts.CallExpression[] = [];
  if (body)
    walk(body, (node) => {
      if (sites.has(node)) hasSite = true;
      else if (ts.isCallExpression(node)) calls.push(node);
      return !hasSite;
    });
  return { hasSite, calls };
};
