import { ts } from "ts-morph";
import { at, type Item, type Walker } from "./item.ts";

/** `Object.values(v)`: what was a field of the object is an element of the list. */
export const intoValues = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const inList = item.pending[0] === "*" ? "no" : isList(walker, item.node); // whatever the key, it is gone
  if (inList !== "yes") walker.push(at(item, call, { pending: item.pending.slice(1) }));
  if (inList !== "no" && item.pending.length) walker.push(at(item, call));
};

const isList = (walker: Walker, node: ts.Node): "yes" | "no" | "unknown" => {
  const { checker } = walker.analysis;
  const type = checker.getTypeAtLocation(node);
  if (checker.isArrayType(type) || checker.isTupleType(type)) return "yes";
  return type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) ? "unknown" : "no";
};
