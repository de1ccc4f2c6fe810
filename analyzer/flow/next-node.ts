import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { bare, isFunctionNode, walk } from "../source/syntax.ts";
import { isOwnToolNode } from "./answers-calls.ts";
import { bindTo } from "./bind.ts";
import { at, type Item, type Walker } from "./item.ts";

/**
 * A message that is stored now and whose tool calls the next node reads: goes on at those reads. The next node is the one
 * that an unconditional way leads to. An agent's own tools are no choice of who works next.
 */
export const readByNextNode = (walker: Walker, item: Item, graph: GraphModel, node: string): void => {
  const ways = new Set(graph.edges.filter((e) => e.from === node).map((e) => e.to));
  const [next] = ways;
  if (next === undefined || ways.size > 1 || graph.routes.some((r) => r.from === node)) return;
  if (isOwnToolNode(walker, graph, node, next)) return;
  for (const fn of graph.nodes.get(next)?.functions ?? [])
    if (fn.body)
      walk(fn.body, (read) => {
        const reads = { ...item, pending: [], field: "tool_calls", label: true };
        const trail = { node: read, what: `its tool calls read by ${next}, the next node`, parent: item.trail };
        if (
          ts.isPropertyAccessExpression(read) &&
          read.name.text === "tool_calls" &&
          !isOtherAnswer(walker, read.expression)
        )
          walker.push(at(reads, read, { trail }));
        if (ts.isBindingElement(read) && (read.propertyName ?? read.name).getText() === "tool_calls") {
          const source = ts.isVariableDeclaration(read.parent.parent) ? read.parent.parent.initializer : undefined;
          if (!source || !isOtherAnswer(walker, source)) bindTo(walker, { ...reads, trail }, read.name);
        }
        return read === fn.body || !isFunctionNode(read);
      });
};

/** What a model has answered in that node itself. */
const isOtherAnswer = (walker: Walker, node: ts.Expression): boolean => {
  const read = bare(node);
  if (walker.isSite(read)) return true;
  const declaration = ts.isIdentifier(read) ? walker.analysis.references.symbolOf(read)?.valueDeclaration : undefined;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    walker.isSite(bare(declaration.initializer))
  );
};
