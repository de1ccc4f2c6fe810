import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
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
  for (const fn of item.last ? [] : functions) {
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
      for (const path of pathsInChunk(walker.analysis, call, pending))
        walker.push(at(item, call, { pending: path, trail }));
    else walker.push(at(item, call, { pending, trail }));
  }
};

/** Where a chunk of `graph.stream` has a channel: under the node's name, unless a stream mode is given or may be. */
const pathsInChunk = (
  analysis: Analysis,
  call: ts.CallExpression,
  pending: readonly string[],
): readonly (readonly string[])[] => {
  const byNode = ["*", ...pending];
  const options = call.arguments[1];
  if (setsStreamMode(analysis)) return [pending, byNode];
  if (!options) return [byNode];
  const given = analysis.values.of(options);
  const known = given.every((v) => v.t === "object" && !v.node.properties.some(ts.isSpreadAssignment));
  const modes = known ? analysis.values.property(given, "streamMode", options) : undefined;
  if (modes?.every((m) => (m.t === "text" && m.text === "updates") || (m.t === "literal" && !m.value))) return [byNode];
  return [pending, byNode];
};

/** `graph.streamMode = …` somewhere: then a call's options do not say it. */
const setsStreamMode = (analysis: Analysis): boolean =>
  analysis.references.named("streamMode").some(({ parent }) => {
    const holder = parent.parent;
    return ts.isPropertyAccessExpression(parent) && ts.isBinaryExpression(holder) && holder.left === parent;
  });
