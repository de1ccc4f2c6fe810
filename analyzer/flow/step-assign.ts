import { ts } from "ts-morph";
import { bare, enclosingFunction, propertyName } from "../source/syntax.ts";
import { bindTo, readField, usesOf } from "./bind.ts";
import type { Item, Walker } from "./item.ts";
import { storeInto } from "./store-into.ts";

/** Stores a value in a variable, a field or a container, and goes on where that is read. */
export const assignTo = (walker: Walker, item: Item, target: ts.Node): void => {
  const to = ts.isExpression(target) ? bare(target) : target;
  if (ts.isIdentifier(to)) return usesOf(walker, outlives(walker, to) ? { ...item, said: null } : item, to);
  if (ts.isPropertyName(to)) return usesOf(walker, item, to);
  if (ts.isPropertyAccessExpression(to)) return memberWrite(walker, item, to, to.name.text);
  if (ts.isElementAccessExpression(to)) {
    const keys = walker.analysis.values.texts(to.argumentExpression);
    if (keys.complete) for (const key of keys.texts) memberWrite(walker, item, to, key);
    else memberWrite(walker, item, to, "*");
    return;
  }
  if (ts.isObjectLiteralExpression(to)) {
    for (const property of to.properties) assignProperty(walker, item, property);
    return;
  }
  if (ts.isArrayLiteralExpression(to)) {
    for (const element of to.elements)
      if (!ts.isOmittedExpression(element))
        assignTo(walker, item, ts.isSpreadElement(element) ? element.expression : element);
    return;
  }
  if (ts.isBinaryExpression(to)) return assignTo(walker, item, to.left); // with a default
  walker.sink("escape", "assigned to something that is not followed", item);
};

/** A variable of the module: at its next use it may hold what an earlier run has put there. */
const outlives = ({ analysis }: Walker, name: ts.Identifier): boolean =>
  analysis.references.symbolOf(name)?.declarations?.some((it) => !enclosingFunction(it)) ?? false;

/** `({ a: x } = v)`: the field goes on at `x`. */
const assignProperty = (walker: Walker, item: Item, property: ts.ObjectLiteralElementLike): void => {
  if (ts.isSpreadAssignment(property)) return assignTo(walker, item, property.expression);
  const key = propertyName(property.name);
  if (key === undefined) return walker.sink("escape", "taken apart by a computed key", item);
  const inner = readField(walker, item, key, property);
  if (!inner) return;
  if (ts.isShorthandPropertyAssignment(property)) assignTo(walker, inner, property.name);
  else if (ts.isPropertyAssignment(property)) assignTo(walker, inner, property.initializer);
};

/** `o.k = v`: whoever sees the object can read it; a setter gets it. */
const memberWrite = (
  walker: Walker,
  item: Item,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  key: string,
): void => {
  if (ts.isPropertyAccessExpression(target))
    for (const setter of walker.analysis.references.symbolOf(target.name)?.declarations ?? [])
      if (ts.isSetAccessor(setter) && setter.parameters[0])
        bindTo(walker, { ...item, frame: undefined }, setter.parameters[0].name);
  const numbered = /^\d+$/.test(key) || key === "*";
  storeInto(walker, item, target.expression, [key, ...item.pending]);
  if (numbered) storeInto(walker, item, target.expression, item.pending); // an element of a list
};
