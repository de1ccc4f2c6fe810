/** A list as it was stored last, by one process. */
export interface StoredList {
  /** Its JSON. */
  readonly json: Uint8Array;
  /** Where each element begins in it. */
  readonly starts: readonly number[];
  /** Number of each element on the server, in the epoch below. */
  readonly numbers: readonly number[];
  readonly epoch: string;
}

/** What lies in a place, as a place of its own. No name of a key, channel or namespace has this character. */
export const placeIn = (around: string, name: string): string => `${around}\u001f${name}`;

/** Bytes of lists that one saver remembers. */
const MOST_BYTES = 16 << 20;

/** A list above this would push too many others out. */
const MOST_OF_ONE = MOST_BYTES >> 4;

/**
 * The lists that were stored last, those used last kept, 16 MB of JSON: a list that grew or slid on is told by one comparison,
 * and only what is new of it is taken apart and digested. Forgetting is always safe.
 */
export class ListMemory {
  readonly #lists = new Map<string, StoredList>();
  #bytes = 0;

  /** `place`: the thread and what of it the list is. undefined: not known, or of another life of the thread's elements. */
  of(place: string, epoch: string): StoredList | undefined {
    const list = this.#lists.get(place);
    return list?.epoch === epoch ? list : undefined;
  }

  /** Takes the place of the list that was remembered there. */
  keep(place: string, list: StoredList): void {
    this.#drop(place);
    if (list.json.byteLength > MOST_OF_ONE) return;
    this.#lists.set(place, list); // the last in order is the one used last
    this.#bytes += list.json.byteLength;
    for (const oldest of this.#lists.keys()) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#drop(oldest);
    }
  }

  #drop(place: string): void {
    this.#bytes -= this.#lists.get(place)?.json.byteLength ?? 0;
    this.#lists.delete(place);
  }
}
