import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** What a function's names stand for while one call runs it: its parameters as the call gives them, over its closure. */
export const bindArguments = (
  values: Pick<Evaluator, "of" | "bind" | "guard">,
  { node, env: closure }: Pick<Value & { readonly t: "fn" }, "node" | "env">,
  call: ts.CallExpression,
  env: Env | undefined,
): Env | undefined => {
  let inner = closure;
  node.parameters.forEach((parameter, index) => {
    const argument = call.arguments[index];
    if (!argument || ts.isSpreadElement(argument)) return;
    const given = values.guard.aside(() => values.of(argument, env));
    inner = values.bind(parameter.name, given, inner);
  });
  return inner;
};
