import { ts } from "ts-morph";
import { intoCallback } from "./into-callback.ts";
import { intoPrompt } from "./into-model.ts";
import { intoValues } from "./into-values.ts";
import { at, type Item, REJECTED, type Walker } from "./item.ts";
import type { Passing } from "./known-calls.ts";
import { outcomeFor } from "./said.ts";
import { storeInto } from "./store-into.ts";

/** Goes on from an argument of a well-known call: into what it gives, into an object it writes, into its callbacks. */
export const intoKnown = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
  passing: NonNullable<Passing>,
): void => {
  const { pending } = item;
  for (const other of call.arguments ?? [])
    if (other !== item.node && walker.analysis.values.functions(other).length)
      intoCallback(walker, item, other, () => true); // `Array.from(v, f)`, a replacer
  switch (passing) {
    case "continue":
      return walker.push(at(item, call, { reshaped: true, said: isChecked(call) ? item.said : null }));
    case "names": // of the keys
      return pending.length ? undefined : walker.push(at(item, call));
    case "values":
      return intoValues(walker, item, call);
    case "record": // keys are not known
      for (const path of [pending, ["*", ...pending]]) walker.push(at(item, call, { pending: path }));
      return;
    case "assign":
      walker.push(at(item, call));
      if (index > 0 && call.arguments?.[0]) storeInto(walker, item, call.arguments[0], pending);
      return;
    case "reject":
      return walker.push(at(item, call, { pending: [REJECTED, ...pending] }));
    case "error":
      if (index > 0) return walker.push(at(item, call));
      for (const part of ["message", "stack"]) walker.push(at(item, call, { pending: [part], label: false }));
      return;
    case "prompt":
      return intoPrompt(walker, item, call);
    case "stringify":
      return intoString(walker, item, call);
    case "ask":
    case "match":
      return intoQuestion(walker, item, call, passing === "match");
    case "stop":
      return;
  }
};

const intoString = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const isPart = item.pending.length > 0;
  walker.push(
    at(item, call, {
      pending: [],
      reshaped: true,
      said: call.expression.getText() === "String" && !isPart ? item.said : null,
      label: isPart && item.label,
      carried: item.carried || isPart,
    }),
  );
};

/** Whether it holds is a question; what a pattern has matched is a part of the text as well. */
const intoQuestion = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  givesPart: boolean,
): void => {
  const answer = { reshaped: true, said: null, tested: patternOf(call) ?? item.tested };
  const outcome = outcomeFor(walker, item, call);
  if (givesPart) for (const label of [true, false]) walker.push(at(item, call, { ...answer, label }));
  else if (!item.pending.length) walker.push(at(item, call, { ...answer, pending: [], label: true, outcome }));
};

/** A schema's `parse(v)` gives `v`; it throws at anything else. `JSON.parse` does not. */
const isChecked = (call: ts.CallExpression | ts.NewExpression): boolean =>
  ts.isPropertyAccessExpression(call.expression) &&
  /^parse(Async)?$/.test(call.expression.name.text) &&
  call.expression.expression.getText() !== "JSON";

/** `/fares/i.test(v)`: the pattern's text. */
const patternOf = (call: ts.CallExpression | ts.NewExpression): string | undefined => {
  const asked = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  return asked && ts.isRegularExpressionLiteral(asked) ? asked.text.replace(/^\/|\/\w*$/g, "") : undefined;
};
