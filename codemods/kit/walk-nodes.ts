import { ts } from "ts-morph";

/** Calls `visit` for a node and everything below it, in the order of the text. */
export function walkNodes(node: ts.Node, visit: (node: ts.Node) => void): void {
  // A stack of its own: generated code nests deeper than the call stack goes.
  const open: ts.Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    visit(next);
    const children: ts.Node[] = [];
    ts.forEachChild(next, (child) => void children.push(child));
    for (const child of children.reverse()) open.push(child);
  }
}
