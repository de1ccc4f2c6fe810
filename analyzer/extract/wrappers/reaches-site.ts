import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** How many calls deep a body is searched. */
const MAX_DEPTH = 4;

/** True when a function, or one that it calls in turn, has one of these sites in its body. */
export const reachesSite = (analysis: Analysis, fn: FunctionNode, sites: ReadonlySet<ts.Node>): boolean => {
  const own = bodyOf(fn.body, sites);
  if (own.hasSite) return true;
  const seen = new Set([fn]);
  let calls = own.calls;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const deeper: ts.CallExpression[] = [];
    for (const call of calls)
      for (const inner of analysis.values.functions(call.expression)) {
        if (seen.has(inner)) continue;
        seen.add(inner);
        const body = bodyOf(inner.body, sites); // at once: a call costs more to follow than a body to read
        if (body.hasSite) return true;
        deeper.push(...body.calls);
      }
    calls = deeper;
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
