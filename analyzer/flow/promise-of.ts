import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";

/** The `new Promise((resolve) => …)` that a name settles, where it is that executor's parameter. */
export const promiseOf = (analysis: Analysis, name: ts.Expression): ts.NewExpression | undefined => {
  if (!ts.isIdentifier(name)) return undefined;
  const parameter = analysis.references.symbolOf(name)?.declarations?.find(ts.isParameter);
  const made = parameter?.parent.parent;
  return made && ts.isNewExpression(made) && made.expression.getText() === "Promise" ? made : undefined;
};
