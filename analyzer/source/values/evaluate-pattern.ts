import { ts } from "ts-morph";
import { propertyName } from "../syntax.ts";
import { parameterValues } from "./evaluate-parameter.ts";
import { loopValues } from "./evaluate-variable.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** What a name in `const { a: name } = source` or `[name]` may be. */
export const patternValues = (
  values: Evaluator,
  element: ts.BindingElement,
  env: Env | undefined,
): readonly Value[] => {
  const source = patternSource(values, element.parent, env);
  const pattern = element.parent;
  const inner = ts.isArrayBindingPattern(pattern)
    ? source.flatMap((v) => (v.t === "array" ? (v.items[pattern.elements.indexOf(element)] ?? []) : []))
    : element.dotDotDotToken
      ? source
      : values.property(source, propertyName(element.propertyName ?? element.name) ?? "", element);
  return element.initializer ? [...inner, ...values.of(element.initializer, env)] : inner;
};

/** What a whole pattern is taken from. */
const patternSource = (values: Evaluator, pattern: ts.BindingPattern, env: Env | undefined): readonly Value[] => {
  const holder = pattern.parent;
  if (ts.isBindingElement(holder)) return patternValues(values, holder, env);
  if (ts.isParameter(holder)) return parameterValues(values, holder, env);
  if (holder.initializer) return values.of(holder.initializer, env);
  return loopValues(values, holder, env) ?? [];
};

/** Binds a parameter or variable pattern to values: one entry for each name in it. */
export const bindPattern = (
  values: Evaluator,
  name: ts.BindingName,
  bound: readonly Value[],
  parent: Env | undefined,
): Env | undefined => {
  if (ts.isIdentifier(name)) {
    const symbol = values.checker.getSymbolAtLocation(name);
    return symbol ? { symbol, values: bound, parent } : parent;
  }
  let env = parent;
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const inner = ts.isArrayBindingPattern(name)
      ? bound.flatMap((v) => (v.t === "array" ? (v.items[index] ?? []) : [{ t: "unknown", node: element } as const]))
      : values.property(bound, propertyName(element.propertyName ?? element.name) ?? "", element);
    env = bindPattern(values, element.name, inner, env);
  });
  return env;
};
