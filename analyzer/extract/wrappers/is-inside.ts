import type { ts } from "ts-morph";

/** True when a node is another one or stands under it. */
export const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
