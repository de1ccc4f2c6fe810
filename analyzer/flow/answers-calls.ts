import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { surfaceOf } from "../source/surface-of.ts";
import { walk } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { dispatches } from "./dispatches.ts";
import type { FlowContext } from "./flow-context.ts";

/** True for a list that puts answers to tool calls beside an element: whatever the element called for is done already. */
export const answersBeside = (analysis: Analysis, list: ts.ArrayLiteralExpression, element: ts.Node): boolean =>
  list.elements.some(
    (other) =>
      other !== element &&
      analysis.values
        .of(ts.isSpreadElement(other) ? other.expression : other)
        .some((value) => isToolMessage(analysis, value)),
  );

/**
 * True for a node that answers the tool calls of `node` and leads back to it, with at most one way out of that loop: an
 * agent's own tools. It is none where it passes work on.
 */
export const isOwnToolNode = (
  context: Pick<FlowContext, "analysis" | "roles">,
  graph: GraphModel,
  node: string,
  next: string,
): boolean => {
  const ways = new Set(graph.edges.filter((e) => e.from === next).map((e) => e.to));
  if (!ways.has(node) || ways.size > 2 || graph.routes.some((r) => r.from === next && !r.complete)) return false;
  let answers = false;
  let passesOn = false;
  for (const { body } of graph.nodes.get(next)?.functions ?? [])
    if (body)
      walk(body, (part) => {
        answers ||= ts.isNewExpression(part) && isMadeToolMessage(context.analysis, part);
        passesOn ||= ts.isCallExpression(part) && dispatches(context, part);
        return !passesOn;
      });
  return answers && !passesOn;
};

const isToolMessage = (analysis: Analysis, value: Value): boolean =>
  value.t === "array"
    ? value.items.some((item) => item.some((v) => isToolMessage(analysis, v)))
    : value.t === "made" && isMadeToolMessage(analysis, value.node);

const isMadeToolMessage = (analysis: Analysis, made: ts.NewExpression | ts.CallExpression): boolean =>
  /^ToolMessage/.test(surfaceOf(analysis.references, made.expression)?.name ?? "");
