import type { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { enclosingFunction } from "../source/syntax.ts";
import { isPassedBy, isUse } from "./is-passed-by.ts";
import type { Item } from "./item.ts";

/** True for a constant that is come to only while what was followed so far is another text than it is. */
export const isOtherwise = (analysis: Analysis, constant: ts.Expression, followed: readonly Item[]): boolean => {
  const fn = enclosingFunction(constant);
  const said = new Map<string, Set<string>>();
  for (const item of followed)
    if (item.said !== null && !item.pending.length && isUse(item.node) && enclosingFunction(item.node) === fn) {
      const use = item.node.getText();
      said.set(use, (said.get(use) ?? new Set()).add(item.said));
    }
  return [...said].some(([use, texts]) => [...texts].every((text) => isPassedBy(analysis, constant, use, text)));
};
