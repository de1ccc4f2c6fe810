import { ts } from "ts-morph";
import { isFunctionNode } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { FlowContext } from "./flow-context.ts";

const MAX_DEPTH = 4;
const REPEATS = /^(map|flatMap|forEach|filter|some|every|reduce|reduceRight|find|from)$/;

/**
 * False when a call may be made several times for one decision, such as one vote of several: in a loop or for each
 * element of a list, here or where its function is called. A loop that is left right after the call only tries again.
 */
export const runsOnce = (context: Pick<FlowContext, "analysis" | "roles">, call: ts.Node): boolean => {
  const seen = new Set<FunctionNode>();
  const once = (place: ts.Node, depth: number): boolean => {
    for (let node = place; node.parent; node = node.parent) {
      const holder = node.parent;
      if (repeats(holder, node) && !leavesAfter(place, holder)) return false;
      if (!isFunctionNode(holder)) continue;
      if (isForEach(holder)) return false;
      if (context.roles.has(holder) || seen.has(holder) || depth >= MAX_DEPTH) return true;
      seen.add(holder);
      const callers = context.analysis.values.callers(holder);
      if (callers.length) return callers.every((caller) => once(caller, depth + 1));
    }
    return true;
  };
  return once(call, 0);
};

/** Whether a part of a loop runs in each of its rounds. */
const repeats = (holder: ts.Node, part: ts.Node): boolean => {
  if (ts.isForOfStatement(holder) || ts.isForInStatement(holder)) return holder.statement === part;
  if (ts.isForStatement(holder)) return holder.initializer !== part;
  return ts.isWhileStatement(holder) || ts.isDoStatement(holder);
};

/** What follows the call in its own block, up to the loop, leaves the loop in any case. */
const leavesAfter = (place: ts.Node, loop: ts.Node): boolean => {
  for (let node = place; node !== loop; node = node.parent) {
    const block = node.parent;
    if (!ts.isBlock(block)) continue;
    const rest = block.statements.slice(block.statements.indexOf(node as ts.Statement)); // compared by identity only
    if (rest.some((s) => ts.isReturnStatement(s) || ts.isBreakStatement(s))) return true;
  }
  return false;
};

/** A callback that an array method runs for each element. */
export const isForEach = (fn: FunctionNode): boolean => {
  const call = fn.parent;
  return (
    ts.isCallExpression(call) &&
    call.arguments.some((a) => a === fn) &&
    ts.isPropertyAccessExpression(call.expression) &&
    REPEATS.test(call.expression.name.text)
  );
};
