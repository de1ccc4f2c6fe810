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
 * dropped. By bytes alone: to digest one element costs more than to compare all of them. null: it does not begin with any such part.
 */
export const sharedRun = (json: Uint8Array, before: StoredList): SharedRun | null => {
  const begin = placeOfFirst(json, before.json);
  const first = before.starts.indexOf(begin);
  if (first < 0) return null;
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

/** Where the bytes of the first element of a list lie in another one's, if they do; -1: nowhere. */
const placeOfFirst = (json: Uint8Array, other: Uint8Array): number =>
  Buffer.from(other.buffer, other.byteOffset, other.byteLength).indexOf(json.subarray(1, elementEnd(json, 1)));
