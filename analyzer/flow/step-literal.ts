import { ts } from "ts-morph";
import { propertyName } from "../source/syntax.ts";
import { at, type Item, type Walker } from "./item.ts";

/** `{a: v}`: from here on the value is the object's property `a`. */
export const stepProperty = (walker: Walker, item: Item, property: ts.PropertyAssignment): void => {
  if (property.initializer !== item.node) return;
  const name = propertyName(property.name);
  const names =
    name === undefined && ts.isComputedPropertyName(property.name)
      ? walker.analysis.values.texts(property.name.expression).texts
      : [];
  if (name === undefined && !names.length) return walker.sink("content", "stored under a computed key", item);
  for (const key of name === undefined ? names : [name])
    walker.push(at(item, property.parent, { pending: [key, ...item.pending] }));
};

/** `{v}`: the same under its own name. */
export const stepShorthand = (walker: Walker, item: Item, property: ts.ShorthandPropertyAssignment): void =>
  walker.push(at(item, property.parent, { pending: [property.name.text, ...item.pending] }));

/** `{...v, b: x}`: all of it but what is written over. */
export const stepSpread = (walker: Walker, item: Item, spread: ts.SpreadAssignment): void => {
  const literal = spread.parent;
  const [head] = item.pending;
  const later = literal.properties.slice(literal.properties.indexOf(spread) + 1);
  if (head !== undefined && head !== "*" && later.some((p) => p.name && propertyName(p.name) === head)) return;
  walker.push(at(item, literal));
};

/** `{[v]: x}`: the value is a key, so whoever reads the keys sees it. */
export const stepKey = (walker: Walker, item: Item, name: ts.ComputedPropertyName): void => {
  const holder = name.parent.parent;
  if (ts.isObjectLiteralExpression(holder)) walker.push(at(item, holder, { pending: [] }));
  else walker.sink("escape", "used as a member's name", item);
};
