import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { type FoundFact, factAt } from "./found-fact.ts";

/** Texts that only a prebuilt supervisor or swarm writes, and what code that looks for them reads. */
const WRITTEN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^transfer_back_to_/, "hand-back tool name"],
  [/^transfer_to_/, "hand-off tool name"],
  [/^Successfully transferred/, "hand-off message"],
];
const TESTS = new Set(["startsWith", "includes", "endsWith", "indexOf", "match", "test", "has", "replace"]);

/** Code that looks for what only a supervisor writes: it sees nothing any more once there is none. */
export const internalsFact = (analysis: Analysis, node: ts.Node): FoundFact | undefined => {
  if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) {
    const written = WRITTEN.find(([pattern]) => pattern.test(node.text.replace(/^\/\^?/, "")));
    if (written && isLookedFor(node)) return factAt(analysis, node.parent, "internals", written[1]);
    if (ts.isStringLiteralLike(node) && node.text === "supervisor" && namesNode(node))
      return factAt(analysis, node.parent, "internals", "node name supervisor");
  }
  if (ts.isPropertyAccessExpression(node) && /^(checkpoint_ns|langgraph_checkpoint_ns)$/.test(node.name.text))
    return isCutOrCompared(node) ? factAt(analysis, node.parent, "internals", "checkpoint namespace") : undefined;
  return undefined;
};

/** Compared, searched for, or cut off; not where the name is given or written. */
const isLookedFor = (node: ts.Node): boolean => isCompared(node) || isTestArgument(node) || isTester(node);

const isCompared = (node: ts.Node): boolean =>
  (ts.isBinaryExpression(node.parent) && /^[!=]==?$/.test(node.parent.operatorToken.getText())) ||
  ts.isCaseClause(node.parent);

const isTestArgument = (node: ts.Node): boolean => {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression === node || !ts.isPropertyAccessExpression(call.expression))
    return false;
  return TESTS.has(call.expression.name.text);
};

/** `/^transfer_to_/.test(name)`. */
const isTester = (node: ts.Node): boolean =>
  ts.isRegularExpressionLiteral(node) && ts.isPropertyAccessExpression(node.parent) && TESTS.has(node.parent.name.text);

/** Compared with the node of a streamed event, or looked for in its tags. */
const namesNode = (node: ts.StringLiteralLike): boolean => {
  const { parent } = node;
  if (isCompared(node) && ts.isBinaryExpression(parent))
    return /langgraph_node|\bnode(Name)?\b|\btags?\b|\bname\b/.test(
      (parent.left === node ? parent.right : parent.left).getText(),
    );
  return (
    isTestArgument(node) &&
    ts.isCallExpression(parent) &&
    /tags|nodes?|langgraph_node/i.test(parent.expression.getText())
  );
};

const isCutOrCompared = (node: ts.PropertyAccessExpression): boolean =>
  isCompared(node) ||
  (ts.isPropertyAccessExpression(node.parent) &&
    node.parent.expression === node &&
    /^(startsWith|split|includes|indexOf|match|slice)$/.test(node.parent.name.text));
