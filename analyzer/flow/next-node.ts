import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { isFunctionNode, walk } from "../source/syntax.ts";
import { bindTo } from "./bind.ts";
import { at, type Item, type Walker } from "./item.ts";

/**
 * A message that is stored now and whose tool calls the next node reads: goes on at those reads. The next node is the one
 * that an unconditional way leads to.
 */
export const readByNextNode = (walker: Walker, item: Item, graph: GraphModel, node: string): void => {
  const ways = new Set(graph.edges.filter((e) => e.from === node).map((e) => e.to));
  const [next] = ways;
  if (next === undefined || ways.size > 1 || graph.routes.some((r) => r.from === node)) return;
  for (const fn of graph.nodes.get(next)?.functions ?? [])
    if (fn.body)
      walk(fn.body, (read) => {
        const reads = { ...item, pending: [], field: "tool_calls", label: true };
        const trail = { node: read, what: `its tool calls read by ${next}, the next node`, parent: item.trail };
        if (ts.isPropertyAccessExpression(read) && read.name.text === "tool_calls")
          walker.push(at(reads, read, { trail }));
        if (ts.isBindingElement(read) && (read.propertyName ?? read.name).getText() === "tool_calls")
          bindTo(walker, { ...reads, trail }, read.name);
        return read === fn.body || !isFunctionNode(read);
      });
};
