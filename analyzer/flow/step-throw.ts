import { ts } from "ts-morph";
import { bindTo } from "./bind.ts";
import type { Item, Walker } from "./item.ts";

/** To the `catch` around it, here or around the calls that the walk came through; uncaught, it ends the run. */
export const stepThrow = (walker: Walker, item: Item, place: ts.Node): void => {
  let frame = item.frame;
  for (let node: ts.Node = place; node.parent; node = node.parent) {
    const holder = node.parent;
    if (ts.isTryStatement(holder) && holder.tryBlock === node && holder.catchClause) {
      const name = holder.catchClause.variableDeclaration?.name;
      return name ? bindTo(walker, { ...item, frame }, name) : undefined;
    }
    if (frame && node === frame.fn) {
      node = frame.call;
      frame = frame.parent;
    }
  }
  walker.sink("neutral", "thrown", item);
};
