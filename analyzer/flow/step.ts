import { ts } from "ts-morph";
import type { Item, Walker } from "./item.ts";
import { STEPS } from "./step-table.ts";

/**
 * One step: looks at what surrounds an expression that carries the value, and goes on. Default deny: syntax that is not
 * handled on purpose lets the value escape.
 */
export const step = (walker: Walker, item: Item): void => {
  const { parent } = item.node;
  if (!parent) return walker.sink("escape", "left the syntax tree", item);
  const handle = STEPS.get(parent.kind);
  if (!handle) return walker.sink("escape", `used in a way that is not followed (${ts.SyntaxKind[parent.kind]})`, item);
  handle(walker, item, parent);
};
