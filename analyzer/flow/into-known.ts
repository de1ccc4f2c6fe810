import { ts } from "ts-morph";
import { intoCallback } from "./into-callback.ts";
import { intoPrompt } from "./into-model.ts";
import { intoValues } from "./into-values.ts";
import { at, type Item, REJECTED, type Walker } from "./item.ts";
import type { Passing } from "./known-calls.ts";
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
      return walker.push(at(item, call, { reshaped: true }));
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
      return walker.push(
        at(item, call, {
          pending: [],
          reshaped: true,
          label: pending.length > 0 && item.label,
          carried: item.carried || pending.length > 0,
        }),
      );
    case "ask":
      return pending.length
        ? undefined
        : walker.push(
            at(item, call, { pending: [], label: true, reshaped: true, tested: patternOf(call) ?? item.tested }),
          );
    case "match": // whether it matches is a question; what matched is a part of the text
      for (const label of [true, false])
        walker.push(at(item, call, { label, reshaped: true, tested: patternOf(call) ?? item.tested }));
      return;
    case "stop":
      return;
  }
};

/** `/fares/i.test(v)`: the pattern's text. */
const patternOf = (call: ts.CallExpression | ts.NewExpression): string | undefined => {
  const asked = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  return asked && ts.isRegularExpressionLiteral(asked) ? asked.text.replace(/^\/|\/\w*$/g, "") : undefined;
};
