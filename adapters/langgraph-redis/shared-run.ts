import { elementEnd, endsElement } from "./json-elements.ts";
import type { StoredList } from "./list-memory.ts";

/** Elements that a list begins with, and that another one ended with. */
export interface SharedRun {
  readonly starts: readonly number[];
  readonly numbers: readonly number[];
  /** Where what comes after them begins. */
  readonly end: number;
}

/**
 * What a list has of the end of the one stored before it: all of that where it grew, and less where its oldest elements were
 * dropped. `numberOf` tells the server's number of an element. null: it does not begin with any such part.
 */
export const sharedRun = (
  json: Uint8Array,
  before: StoredList,
  numberOf: (element: Uint8Array) => number | undefined,
): SharedRun | null => {
  const number = numberOf(json.subarray(1, elementEnd(json, 1)));
  const first = number === undefined ? -1 : before.numbers.indexOf(number);
  const begin = before.starts[first];
  if (begin === undefined) return null;
  const shared = before.json.subarray(begin, before.json.byteLength - 1);
  const end = 1 + shared.byteLength;
  if (end > json.byteLength - 1 || !endsElement(json, end)) return null;
  if (Buffer.compare(shared, json.subarray(1, end)) !== 0) return null;
  return {
    starts: before.starts.slice(first).map((start) => start - begin + 1),
    numbers: before.numbers.slice(first),
    end: end + 1,
  };
};
