import { ts } from "ts-morph";
import { propertyName } from "../syntax.ts";
import { fieldOf } from "./field-of.ts";

import { type Known, type Scope, unknown } from "./known.ts";
import type { Path } from "./path.ts";

/** Gives the names of a declaration or parameter their values; `fallback` is its default. */
export const bindName = (
  path: Path,
  scope: Scope,
  name: ts.BindingName,
  given: Known,
  fallback: ts.Expression | undefined,
): void => {
  const value = withDefault(path, scope, given, fallback);
  if (ts.isIdentifier(name)) {
    const symbol = path.analysis.references.symbolOf(name);
    if (symbol) scope.declare(symbol, value);
    return;
  }
  name.elements.forEach((element, index) => {
    if (!ts.isBindingElement(element)) return;
    const key = ts.isArrayBindingPattern(name) ? index : propertyName(element.propertyName ?? element.name);
    const field = element.dotDotDotToken || key === undefined ? unknown : fieldOf(path, value, key);
    bindName(path, scope, element.name, field, element.initializer);
  });
};

const withDefault = (path: Path, scope: Scope, given: Known, fallback: ts.Expression | undefined): Known => {
  if (!fallback) return given;
  if (given.t === "const" && given.value === undefined) return path.evaluate(fallback, scope);
  return given.t === "unknown" && !path.choose() ? path.evaluate(fallback, scope) : given;
};
