import { shimError } from "../../shim/errors.ts";

/** What a serialiser made of a value. */
export interface Typed {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** `type NUL bytes`: how bytes of a serialiser are stored. */
export const bytesOf = ({ type, bytes }: Typed): Buffer => Buffer.concat([Buffer.from(`${type}\0`), bytes]);

/** Reverses {@link bytesOf}. Throws `STATE_DAMAGED`, naming `where`, if there is nothing to read. */
export const parseTyped = (stored: Buffer | undefined, where: string): Typed => {
  const end = stored?.indexOf(0) ?? -1;
  if (stored === undefined || end < 0) {
    throw shimError(
      "STATE_DAMAGED",
      `${where} refers to stored values that are gone`,
      "Keys of the thread were removed from outside, or evicted: set maxmemory-policy to noeviction; delete the thread.",
    );
  }
  return { type: stored.toString("latin1", 0, end), bytes: stored.subarray(end + 1) };
};
