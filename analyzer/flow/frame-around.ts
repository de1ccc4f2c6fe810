import { ts } from "ts-morph";
import type { Frame } from "./item.ts";

/**
 * The innermost call, of those that the walk came through, whose function has the name as its own: a value kept in a
 * name that outlives a call is read in other calls as well.
 */
export const frameAround = (frame: Frame | undefined, symbol: ts.Symbol): Frame | undefined => {
  let inner = frame;
  while (inner && !isInside(symbol, inner.fn)) inner = inner.parent;
  return inner;
};

const isInside = (symbol: ts.Symbol, fn: ts.Node): boolean =>
  symbol.declarations?.some((d) => ts.findAncestor(d, (node) => node === fn) !== undefined) ?? false;
