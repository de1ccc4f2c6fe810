import type { FunctionNode } from "../source/values/value.ts";
import type { Prebuilt } from "./find-prebuilts.ts";
import type { GraphModel } from "./graph-model.ts";

/** What a function is to a graph. */
export type FunctionRole =
  | { readonly t: "node"; readonly graph: GraphModel; readonly node: string }
  | { readonly t: "router"; readonly graph: GraphModel; readonly from: string }
  | { readonly t: "tool" };

/** Roles by function; a function may have several. */
export type Roles = ReadonlyMap<FunctionNode, readonly FunctionRole[]>;

/** Collects who runs which function: nodes, routers, and tools of prebuilt agents and of `tool(fn)` anywhere. */
export const findRoles = (
  graphs: readonly GraphModel[],
  prebuilts: readonly Prebuilt[],
  tools: Iterable<FunctionNode>,
): Roles => {
  const roles = new Map<FunctionNode, FunctionRole[]>();
  const add = (fn: FunctionNode, role: FunctionRole) => {
    const list = roles.get(fn);
    if (list) list.push(role);
    else roles.set(fn, [role]);
  };
  for (const graph of graphs) {
    for (const node of graph.nodes.values())
      for (const fn of node.functions) add(fn, { t: "node", graph, node: node.name });
    for (const route of graph.routes)
      for (const fn of route.functions) add(fn, { t: "router", graph, from: route.from });
  }
  const toolBodies = new Set(tools);
  for (const prebuilt of prebuilts)
    for (const tool of prebuilt.tools) for (const fn of tool.functions) toolBodies.add(fn);
  for (const fn of toolBodies) add(fn, { t: "tool" });
  return roles;
};
