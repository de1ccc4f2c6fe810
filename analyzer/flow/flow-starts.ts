import { ts } from "ts-morph";
import { runBy } from "../extract/run-by.ts";
import type { Site } from "../extract/site.ts";
import { bare } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import type { FlowContext } from "./flow-context.ts";
import type { Item, Walker } from "./item.ts";

/** Where the result of a site first appears: at the call, or in the first function that its chain pipes into. */
export const startsOf = (context: FlowContext, site: Site, value?: Walker["value"]): readonly Item[] => {
  const start: Item = {
    node: site.node,
    pending: [],
    field: null,
    label: false,
    tested: null,
    chosen: null,
    firstChosen: null,
    implicit: false,
    faint: false,
    said: value?.field === null ? value.text : null,
    plain: isText(context, site.node),
    outcome: null,
    reshaped: false,
    measured: false,
    listed: false,
    answered: false,
    last: false,
    rest: null,
    channel: null,
    carried: false,
    named: false,
    hops: 0,
    frame: undefined,
    trail: { node: site.node, what: "the model's result", parent: undefined },
  };
  const tail = site.receiver
    ? chainTail(context, site.receiver)
    : site.kind === "implicit"
      ? chainTail(context, site.node)
      : [];
  const [first] = tail;
  if (!first) return [start];
  return collected(context, value, (walker) => {
    const frame = { call: site.node, fn: first, parent: undefined, depth: 1 };
    const parameter = first.parameters[0];
    if (parameter) bindTo(walker, { ...start, frame }, parameter.name);
  });
};

/** A wrapper that gives a text, no message. */
const isText = ({ analysis: { checker } }: FlowContext, node: ts.Node): boolean => {
  const given = checker.getAwaitedType(checker.getTypeAtLocation(node));
  return given !== undefined && (given.flags & ts.TypeFlags.StringLike) !== 0;
};

/** Runs one step against a walker that only collects. */
const collected = (context: FlowContext, value: Walker["value"], run: (walker: Walker) => void): readonly Item[] => {
  const items: Item[] = [];
  run({
    ...context,
    shape: undefined,
    value,
    callsTools: true,
    picks: () => true,
    hasRoom: () => true,
    push: (item) => void items.push(item),
    sink: () => undefined,
  });
  return items;
};

/** Functions that a chain pipes the model's result through, in order: `prompt.pipe(model).pipe(fn)`. */
const chainTail = (context: FlowContext, receiver: ts.Expression, depth = 0): readonly FunctionNode[] => {
  if (depth > 8) return [];
  const { values, kinds } = context.analysis;
  const at = bare(receiver);
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    const [first] = at.arguments;
    const inner = at.expression.expression;
    if (at.expression.name.text === "pipe" && first) {
      const before = chainTail(context, inner, depth + 1);
      if (before.length || kinds.runsModel(inner))
        return [...before, ...runBy(context.analysis, values.of(first), first)];
      return chainTail(context, first, depth + 1);
    }
    const steps = first && bare(first);
    if (at.expression.name.text === "from" && steps && ts.isArrayLiteralExpression(steps))
      return tailOfSteps(context, [...steps.elements]);
    if (/^(withConfig|withRetry|bind|withFallbacks)$/.test(at.expression.name.text))
      return chainTail(context, inner, depth + 1);
    return [];
  }
  for (const value of values.of(at))
    if (value.t === "made" && value.node !== at) return chainTail(context, value.node, depth + 1);
  return [];
};

const tailOfSteps = (context: FlowContext, steps: readonly ts.Expression[]): readonly FunctionNode[] => {
  const model = steps.findIndex((s) => context.analysis.kinds.runsModel(s));
  return model < 0
    ? []
    : steps.slice(model + 1).flatMap((s) => runBy(context.analysis, context.analysis.values.of(s), s));
};
