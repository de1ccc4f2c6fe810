import type { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import type { FunctionRole } from "../extract/roles.ts";
import { enclosingFunction } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { Walker } from "./item.ts";

const MAX_DEPTH = 4;

/** The roles under which a node's code runs: of its own function, of the functions around it, or of their callers. */
export const rolesAround = (walker: Pick<Walker, "analysis" | "roles">, node: ts.Node): readonly FunctionRole[] => {
  const found: FunctionRole[] = [];
  const seen = new Set<FunctionNode>();
  const visit = (from: ts.Node, depth: number): void => {
    for (let fn = enclosingFunction(from); fn; fn = enclosingFunction(fn)) {
      if (seen.has(fn)) return;
      seen.add(fn);
      const roles = walker.roles.get(fn);
      if (roles) {
        found.push(...roles);
        return;
      }
      if (depth < MAX_DEPTH) for (const call of walker.analysis.values.callers(fn)) visit(call, depth + 1);
    }
  };
  visit(node, 0);
  return found;
};

/** The graphs whose nodes or routers run this code. */
export const graphsAround = (walker: Pick<Walker, "analysis" | "roles">, node: ts.Node): readonly GraphModel[] => [
  ...new Set(rolesAround(walker, node).flatMap((role) => (role.t === "tool" ? [] : [role.graph]))),
];
