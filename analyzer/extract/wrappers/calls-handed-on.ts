import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import { isInside } from "./is-inside.ts";
import { ownerOf } from "./owner-of.ts";
import { parametersOf } from "./parameter-names.ts";

/**
 * Calls of a helper that only its own file calls, where the function around hands on what it was itself given: that one
 * may be a wrapper.
 */
export const callsHandedOn = (analysis: Analysis, helper: FunctionNode): ts.CallExpression[] =>
  analysis.values.callers(helper).filter((call): call is ts.CallExpression => {
    if (!ts.isCallExpression(call) || isInside(call, helper)) return false;
    const around = ownerOf(analysis, call);
    return around !== undefined && handsOn(analysis, call, around);
  });

/** Through names of its own too, but not what it has waited for: that it has fetched itself. */
const handsOn = (analysis: Analysis, call: ts.CallExpression, around: FunctionNode): boolean => {
  const given = parametersOf(analysis, around);
  const parts = new Set<ts.Node>(call.arguments);
  let found = false;
  for (const part of parts)
    walk(part, (node) => {
      if (ts.isAwaitExpression(node)) return false;
      const symbol = ts.isIdentifier(node) ? analysis.references.symbolOf(node) : undefined;
      if (symbol && given.has(symbol)) found = true;
      for (const declared of symbol?.declarations ?? [])
        if (ts.isVariableDeclaration(declared) && declared.initializer && isInside(declared, around))
          parts.add(declared.initializer);
      return !found;
    });
  return found;
};
