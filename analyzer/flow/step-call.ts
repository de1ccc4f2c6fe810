import { ts } from "ts-morph";
import { runsRemote } from "../extract/find-dispatch-sites.ts";
import { surfaceOf } from "../source/surface-of.ts";
import { oneLine } from "../source/syntax.ts";
import { intoContainer } from "./into-container.ts";
import { intoFramework } from "./into-framework.ts";
import { calledFunctions, intoFunctions, intoPromise } from "./into-functions.ts";
import { asNode, intoGraph, intoModel, intoPrompt } from "./into-model.ts";
import { intoValues } from "./into-values.ts";
import { at, type Item, type Walker } from "./item.ts";
import { isNeutralCall, passesThrough } from "./known-calls.ts";
import { logged } from "./logged.ts";

/** The value is an argument of a call or a constructor (or the thing that is called). */
export const stepArgument = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  if (call.expression === item.node) return walker.sink("escape", "called as a function", item);
  const index = ts.isExpression(item.node) ? (call.arguments?.indexOf(item.node) ?? -1) : -1;
  if (index < 0) return;
  if (walker.isSite(item.node) && asNode(walker, item)) return;
  if (runsRemote(walker.analysis, call) && index === 1) return walker.sink("route", "the id of the graph to run", item);
  if (walker.isSite(call) && !calledFunctions(walker, call).length) return intoModel(walker, item, call); // a wrapper is entered
  if (intoGraph(walker, item, call)) return;
  const surface = surfaceOf(walker.analysis.references, call.expression);
  if (surface && intoFramework(walker, item, call, index, surface.entry.role)) return;
  const passed = passesThrough(walker.analysis, call);
  if (passed === "names") return item.pending.length ? undefined : walker.push(at(item, call));
  if (passed === "values") return intoValues(walker, item, call);
  if (passed === "error") return walker.push(at(item, call, { pending: ["message"], label: false }));
  if (passed === "prompt") return intoPrompt(walker, item, call);
  if (passed === "continue") return walker.push(at(item, call));
  if (passed === "stringify")
    return walker.push(
      at(item, call, {
        pending: [],
        label: item.pending.length > 0 && item.label,
        carried: item.carried || item.pending.length > 0,
      }),
    );
  if (passed === "ask")
    return item.pending.length
      ? undefined
      : walker.push(at(item, call, { pending: [], label: true, tested: patternOf(call) ?? item.tested }));
  if (passed === "stop") return;
  if (intoContainer(walker, item, call, index)) return;
  if (intoFunctions(walker, item, call, index)) return;
  if (isNeutralCall(walker.analysis, call)) return logged(walker, item, call);
  if (intoPromise(walker, item, call)) return;
  walker.sink("content", `passed to ${oneLine(call.expression, 50)}(), outside the followed code`, item);
};

/** `/fares/i.test(v)`: the pattern's text. */
const patternOf = (call: ts.CallExpression | ts.NewExpression): string | undefined => {
  const asked = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  return asked && ts.isRegularExpressionLiteral(asked) ? asked.text.replace(/^\/|\/\w*$/g, "") : undefined;
};
