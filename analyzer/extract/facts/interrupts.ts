import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { hasRole } from "../../source/surface-of.ts";
import { propertyName } from "../../source/syntax.ts";
import { type FoundFact, factAt } from "./found-fact.ts";

/** `interrupt(…)`, and the options that stop a run before or after nodes. */
export const interruptFact = (analysis: Analysis, node: ts.Node): FoundFact | undefined => {
  if (ts.isCallExpression(node) && hasRole(analysis.references, node.expression, "interrupt"))
    return factAt(analysis, node, "interrupt", "interrupt in a node");
  if (!ts.isPropertyAssignment(node)) return undefined;
  const name = propertyName(node.name);
  if (name === "interruptBefore" || name === "interruptAfter" || name === "interruptOn")
    return isEmpty(node.initializer) ? undefined : factAt(analysis, node, "interrupt", `option ${name}`);
  return undefined;
};

const isEmpty = (node: ts.Expression): boolean =>
  (ts.isArrayLiteralExpression(node) && node.elements.length === 0) ||
  (ts.isObjectLiteralExpression(node) && node.properties.length === 0);
