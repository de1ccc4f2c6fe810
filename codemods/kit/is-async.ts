import { ts } from "ts-morph";

/** True for a function that is declared `async`. */
export const isAsync = (fn: ts.Node): boolean =>
  ts.canHaveModifiers(fn) && (ts.getModifiers(fn)?.some((it) => it.kind === ts.SyntaxKind.AsyncKeyword) ?? false);
