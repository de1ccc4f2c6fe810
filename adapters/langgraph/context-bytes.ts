import { isMessage } from "./messages.ts";
import { isObject } from "./surface.ts";

/** Values looked at for one decision; a state with more is measured by its first part. */
const maxVisits = 5_000;

/** UTF-8 bytes of all text in what a node was given: strings anywhere in it, and of messages their content only. */
export const contextBytes = (input: unknown): number => measure(input, 0, { visits: 0 });

const measure = (value: unknown, depth: number, seen: { visits: number }): number => {
  seen.visits += 1;
  if (typeof value === "string") return Buffer.byteLength(value);
  if (!isObject(value) || seen.visits > maxVisits || depth > 8) return 0;
  let sum = 0;
  if (Array.isArray(value)) for (const item of value) sum += measure(item, depth + 1, seen);
  else if (isMessage(value)) sum = measure(value.content, depth + 1, seen);
  else for (const key of Object.keys(value)) sum += measure(value[key], depth + 1, seen);
  return sum;
};
