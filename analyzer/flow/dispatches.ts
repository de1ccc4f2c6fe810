import { ts } from "ts-morph";
import { runsGraph } from "../extract/find-call-sites.ts";
import { runsRemote } from "../extract/find-dispatch-sites.ts";
import { hasRole } from "../source/surface-of.ts";
import { dressed, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { FlowContext } from "./flow-context.ts";

const MAX_DEPTH = 2;

type Context = Pick<FlowContext, "analysis" | "roles">;

/** True for a call that passes work on: it runs a graph, an agent, a remote assistant, a node's own function, a task, or a helper that does. */
export const dispatches = (context: Context, call: ts.CallExpression, depth = 0): boolean =>
  runsGraph(context.analysis, call) ||
  runsRemote(context.analysis, call) ||
  (depth < MAX_DEPTH &&
    context.analysis.values
      .functions(call.expression)
      .some((fn) => isNode(context, fn) || isTask(context, fn) || dispatchesInside(context, fn, depth + 1)));

const isNode = (context: Context, fn: FunctionNode): boolean =>
  context.roles.get(fn)?.some((role) => role.t === "node") ?? false;

/** A step of LangGraph's functional API: `task(name, fn)` is to its entrypoint what a node is to a graph. */
const isTask = ({ analysis }: Context, fn: FunctionNode): boolean => {
  const call = dressed(fn).parent;
  return ts.isCallExpression(call) && hasRole(analysis.references, call.expression, "task");
};

const dispatchesInside = (context: Context, fn: FunctionNode, depth: number): boolean => {
  let found = false;
  if (fn.body)
    walk(fn.body, (node) => {
      if (!found && ts.isCallExpression(node)) found = dispatches(context, node, depth);
      return !found;
    });
  return found;
};
