import type { ts } from "ts-morph";
import type { References } from "./references.ts";
import { surfaceOf } from "./surface-of.ts";

/** Roles whose calls give back an argument, watched, named or wired, and which one: `task(name, fn)` runs as `fn` does. */
const GIVES_BACK: ReadonlyMap<string, number> = new Map([
  ["trace", 0],
  ["swarm-router", 0],
  ["task", 1],
]);

/** The argument that a call of the framework's gives back; undefined for calls that make something of their own. */
export const givenBack = (references: References, call: ts.CallExpression): ts.Expression | undefined => {
  const surface = surfaceOf(references, call.expression);
  const index = surface && GIVES_BACK.get(surface.entry.role);
  return index === undefined ? undefined : call.arguments[index];
};
