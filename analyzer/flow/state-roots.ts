import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { bindTo } from "./bind.ts";
import { at, type Item, type Walker } from "./item.ts";

/**
 * Goes on at everything that holds the graph's whole state, with the value at `channel` in it: what nodes and routers
 * are handed, and what running the graph gives. So copies, spreads, `JSON.stringify(state)` and strangers are seen.
 */
export const throughWholeState = (walker: Walker, item: Item, graph: GraphModel, channel: string): void => {
  const pending = [channel, ...item.pending];
  const functions = new Set([
    ...[...graph.nodes.values()].flatMap((n) => n.functions),
    ...graph.routes.flatMap((r) => r.functions),
  ]);
  for (const fn of functions) {
    const parameter = fn.parameters[0];
    if (parameter)
      bindTo(
        walker,
        {
          ...item,
          pending,
          trail: { node: parameter, what: `state field ${channel} handed to a node`, parent: item.trail },
        },
        parameter.name,
      );
  }
  for (const call of walker.runs.get(graph) ?? []) {
    const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : "";
    const trail = { node: call, what: `state field ${channel} in what ${method}() gives`, parent: item.trail };
    if (/^getState/.test(method)) walker.push(at(item, call, { pending: ["values", ...pending], trail }));
    else if (method === "streamEvents")
      for (const part of ["output", "chunk"])
        walker.push(at(item, call, { pending: ["data", part, ...pending], trail }));
    else if (/stream/i.test(method))
      for (const path of [pending, ["*", ...pending]]) walker.push(at(item, call, { pending: path, trail }));
    else walker.push(at(item, call, { pending, trail }));
  }
};
