import { ts } from "ts-morph";
import { bindTo } from "./bind.ts";
import type { Item, Walker } from "./item.ts";
import { assignTo } from "./step-assign.ts";

/** `for (const x of v)`: goes on at the loop's variable. */
export const stepLoop = (walker: Walker, item: Item, loop: ts.ForOfStatement | ts.ForInStatement): void => {
  if (loop.expression !== item.node) return;
  if (ts.isVariableDeclarationList(loop.initializer))
    for (const declaration of loop.initializer.declarations) bindTo(walker, item, declaration.name);
  else assignTo(walker, item, loop.initializer);
};
