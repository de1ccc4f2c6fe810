import { ts } from "ts-morph";
import { importBindings } from "./import-bindings.ts";
import { walkNodes } from "./walk-nodes.ts";

/** What a file shall call an import: as it does already, else by its exported name, or another where that one is used for something else. */
export function freeLocal(source: ts.SourceFile, module: string, name: string): string {
  const known = importBindings(source).find((it) => it.module === module && it.imported === name && !it.typeOnly);
  if (known) return known.local;
  const taken = new Set<string>();
  walkNodes(source, (node) => {
    if (ts.isIdentifier(node)) taken.add(node.text);
  });
  const others = Array.from({ length: taken.size + 1 }, (_, index) => `${name}${index + 2}`);
  return [name, ...others].find((it) => !taken.has(it)) ?? name;
}
