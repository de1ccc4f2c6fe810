import { ts } from "ts-morph";
import { enclosingFunction } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** True when one run of a router or node makes this `Send` at most once: no loop and no callback around it. */
export const isSentOnce = (send: ts.Node, router: FunctionNode): boolean => {
  for (let at = send.parent; at && at !== router; at = at.parent) if (ts.isIterationStatement(at, false)) return false;
  return enclosingFunction(send) === router;
};
