import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { type FoundState, spanOf } from "./found-state.ts";
import { lifetimeOf } from "./lifetime.ts";
import { frameworkClass, ownClass, type SaverClass } from "./saver-class.ts";
import { saverConsumers } from "./saver-consumers.ts";

/** `new MemorySaver()`, `PostgresSaver.fromConnString(…)`, `new OwnSaver()`, an own subclass of a saver. */
export const saverSite = (analysis: Analysis, node: ts.Node): FoundState | undefined => {
  if (ts.isClassDeclaration(node) && node.name) {
    const own = ownClass(analysis, node);
    return own && { node, ...analysis.placeOf(node.name), ...own, threadId: null };
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  const callee = calleeOf(node);
  const made = callee && (frameworkClass(analysis, callee) ?? classNamed(analysis, node, callee));
  if (!made) return undefined;
  return {
    node,
    ...analysis.placeOf(node),
    ...made,
    durability: inMemoryUrl(node) ? "process" : made.durability,
    threadId: null,
    ...spanOf(node),
    lifetime: lifetimeOf(analysis, node),
    consumers: saverConsumers(analysis, node),
  };
};

const calleeOf = (node: ts.NewExpression | ts.CallExpression): ts.Expression | undefined => {
  if (ts.isNewExpression(node)) return node.expression;
  const method = node.expression;
  return ts.isPropertyAccessExpression(method) && /^from[A-Z]/.test(method.name.text) ? method.expression : undefined;
};

/** A class of the project that extends one of the framework's. */
const classNamed = (
  analysis: Analysis,
  node: ts.NewExpression | ts.CallExpression,
  callee: ts.Expression,
): SaverClass | undefined => {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(callee)) return undefined;
  const [declaration] = analysis.references.symbolOf(callee)?.declarations ?? [];
  return declaration && ts.isClassDeclaration(declaration) ? ownClass(analysis, declaration) : undefined;
};

/** `SqliteSaver.fromConnString(":memory:")` is lost with the process as well. */
const inMemoryUrl = (node: ts.CallExpression | ts.NewExpression): boolean =>
  node.arguments?.some((a) => ts.isStringLiteralLike(a) && a.text === ":memory:") ?? false;
