import { ts } from "ts-morph";
import { LIBRARIES } from "../source/program/program-paths.ts";
import { bare, isFunctionNode, propertyName } from "../source/syntax.ts";
import { isVisibleOutside, usesOf } from "./bind.ts";
import { at, type Item, type Walker } from "./item.ts";

/** Stores a value in a variable, a field or a container, and goes on where that is read. */
export const assignTo = (walker: Walker, item: Item, target: ts.Node): void => {
  const to = ts.isExpression(target) ? bare(target) : target;
  if (ts.isIdentifier(to)) return usesOf(walker, item, to);
  if (ts.isPropertyName(to)) return usesOf(walker, item, to);
  if (ts.isPropertyAccessExpression(to)) return memberWrite(walker, item, to, to.name.text);
  if (ts.isElementAccessExpression(to)) {
    const keys = walker.analysis.values.texts(to.argumentExpression);
    if (keys.complete) for (const key of keys.texts) memberWrite(walker, item, to, key);
    else memberWrite(walker, item, to, "*");
    return;
  }
  if (ts.isObjectLiteralExpression(to)) {
    for (const property of to.properties) {
      if (ts.isShorthandPropertyAssignment(property)) assignTo(walker, item, property.name);
      else if (ts.isPropertyAssignment(property)) assignTo(walker, item, property.initializer);
    }
    return;
  }
  if (ts.isArrayLiteralExpression(to)) {
    for (const element of to.elements) assignTo(walker, item, element);
    return;
  }
  walker.sink("escape", "assigned to something that is not followed", item);
};

/** `o.k = v`: read again through the field's symbol, and through other uses of the object. */
const memberWrite = (
  walker: Walker,
  item: Item,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  key: string,
): void => {
  const { references } = walker.analysis;
  const holder = bare(target.expression);
  if (holder.kind === ts.SyntaxKind.ThisKeyword) {
    const symbol = ts.isPropertyAccessExpression(target) ? references.symbolOf(target.name) : undefined;
    if (!symbol) return walker.sink("escape", "stored in a field that does not resolve", item);
    for (const use of references.usesOf(symbol)) {
      const access = ts.isPropertyAccessExpression(use.parent) && use.parent.name === use ? use.parent : use;
      if (access !== target) walker.push(at(item, access));
    }
    return;
  }
  const pending = [key, ...item.pending];
  if (ts.isIdentifier(holder)) return containerUses(walker, item, holder, pending);
  if (ts.isPropertyAccessExpression(holder) || ts.isElementAccessExpression(holder))
    return memberWrite(
      walker,
      { ...item, pending },
      holder,
      ts.isPropertyAccessExpression(holder) ? holder.name.text : "*",
    );
  walker.sink("escape", "stored in an object that is not followed", item);
};

/** Goes on at the other uses of a container, with the value at `pending` in it. */
export const containerUses = (walker: Walker, item: Item, holder: ts.Identifier, pending: readonly string[]): void => {
  const { references } = walker.analysis;
  const symbol = references.symbolOf(holder);
  if (!symbol) return walker.sink("escape", "stored in a name that does not resolve", item);
  if (isVisibleOutside(walker, symbol)) walker.sink("content", `kept in ${symbol.name}, which is exported`, item);
  if (symbol.declarations?.every((d) => d.getSourceFile().fileName.startsWith(LIBRARIES)))
    return walker.sink("content", `kept in ${symbol.name}, which everything can read`, item);
  for (const use of references.usesOf(symbol)) if (use !== holder) walker.push(at(item, use, { pending }));
  const parameter = symbol.declarations?.find(ts.isParameter);
  if (parameter && !(isFunctionNode(parameter.parent) && walker.roles.has(parameter.parent)))
    walker.sink("guard", `written into the caller's object (${propertyName(parameter.name) ?? "parameter"})`, item);
};
