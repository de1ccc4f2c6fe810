import { ts } from "ts-morph";
import { readField } from "./bind.ts";
import { rolesAround } from "./graphs-around.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { saidByTable } from "./said.ts";
import { stepMethod } from "./step-method.ts";

/** The value is the object (or the key) of a property access. */
export const read = (
  walker: Walker,
  item: Item,
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): void => {
  if (ts.isElementAccessExpression(access)) return element(walker, item, access);
  if (access.expression !== item.node) return;
  if (isWritten(access)) return; // the write itself is followed from the right-hand side
  const call = access.parent;
  if (ts.isCallExpression(call) && call.expression === access) return stepMethod(walker, item, access, call);
  const name = access.name.text;
  if (name === "length" && item.field === "tool_calls" && item.label) return walker.push(at(item, access)); // whether one was called
  if (name === "length" || name === "size")
    return walker.push(
      at(
        item,
        access,
        isPlan(walker, item, access)
          ? { pending: [], label: false, tested: name, said: null }
          : { pending: [], label: false, measured: true, said: null },
      ),
    );
  const inner = readField(walker, item, name, access);
  if (inner) walker.push(inner);
};

/** A list that the model made and that nodes work through: a router that asks how much is left follows the model's plan. */
const isPlan = (walker: Walker, item: Item, access: ts.Node): boolean =>
  item.rest === "stored" &&
  !item.listed &&
  !item.pending.length &&
  rolesAround(walker, access).some((role) => role.t === "router");

const element = (walker: Walker, item: Item, access: ts.ElementAccessExpression): void => {
  if (access.argumentExpression === item.node) return lookedUp(walker, item, access);
  if (isWritten(access)) return;
  if (isIndex(walker, access)) return elementOfList(walker, item, access);
  const keys = walker.analysis.values.texts(access.argumentExpression);
  if (!keys.complete) {
    const [head] = item.pending;
    const mayBeKey =
      head === undefined || head === "*" || /^\d+$/.test(head) || !isNumber(walker, access.argumentExpression);
    if (mayBeKey) walker.push(at(item, access, { pending: item.pending.slice(1) }));
    if (head !== undefined && head !== "*") walker.push(at(item, access)); // an index of a list that holds it
    return;
  }
  for (const key of keys.texts) {
    const inner = readField(walker, item, key, access);
    if (inner) walker.push(inner);
  }
};

/** `list[0]`, `list[list.length - 1]`: fields of a list's elements are not the list's own. */
const isIndex = (walker: Walker, access: ts.ElementAccessExpression): boolean => {
  const { checker } = walker.analysis;
  const type = checker.getTypeAtLocation(access.expression);
  return ts.isNumericLiteral(access.argumentExpression) || checker.isArrayType(type) || checker.isTupleType(type);
};

const elementOfList = (walker: Walker, item: Item, access: ts.ElementAccessExpression): void => {
  const [head, ...rest] = item.pending;
  const stored = head === "*" || (head !== undefined && head === access.argumentExpression.getText());
  const said = item.listed ? null : item.said; // which of several is not asked
  walker.push(at(item, access, stored ? { pending: rest, said } : { said }));
};
/** A number is no name of a field. */
const isNumber = (walker: Walker, key: ts.Expression): boolean =>
  (walker.analysis.checker.getTypeAtLocation(key).flags & ts.TypeFlags.NumberLike) !== 0;

/** `table[v]`: what the table holds is chosen by the value. */
const lookedUp = (walker: Walker, item: Item, access: ts.ElementAccessExpression): void => {
  if (isWritten(access)) {
    const { references } = walker.analysis;
    const holder = access.expression;
    const symbol = ts.isIdentifier(holder) ? references.symbolOf(holder) : undefined;
    for (const use of symbol ? references.usesOf(symbol) : [])
      if (use !== holder) walker.push(at(item, use, { pending: [], label: false }));
    return;
  }
  if (item.pending.length) return; // the object around it is the key, not the value
  const said = saidByTable(walker, item, access.expression);
  if (said === undefined) return; // it has nothing there
  walker.push(noted(item, access, "looked up in a table", { pending: [], label: true, reshaped: true, said }));
};

const isWritten = (access: ts.Node): boolean => {
  const parent = access.parent;
  return (
    ts.isBinaryExpression(parent) && parent.left === access && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
};
