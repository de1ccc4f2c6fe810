import { ts } from "ts-morph";
import type { FunctionNode } from "../source/values/value.ts";
import type { Walker } from "./item.ts";

/** Functions of the project that a call or constructor runs. */
export const calledFunctions = (
  walker: Walker,
  call: ts.CallExpression | ts.NewExpression,
): readonly FunctionNode[] => {
  const { values, references } = walker.analysis;
  if (ts.isNewExpression(call)) {
    const classes = values.of(call.expression).flatMap((v) => (v.t === "class" ? [v.node] : []));
    return classes.flatMap((c) =>
      c.members.filter((m): m is ts.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined),
    );
  }
  const direct = values.functions(call.expression).filter((fn) => fn.body);
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const symbol = references.symbolOf(name);
  return [...new Set([...direct, ...(symbol ? values.implementations.of(symbol) : [])])];
};
