import { hash } from "node:crypto";
import type { Typed } from "./typed-bytes.ts";

/** What this process knows of one thread's elements: their numbers by digest, valid while the epoch is. */
export interface ThreadElements {
  /** Name of this life of the thread's elements; the server refuses numbers of another. "" when none is known. */
  epoch: string;
  readonly numbers: Map<string, number>;
  /** The numbers whose digest is known. */
  readonly known: Set<number>;
}

const newThread = (): ThreadElements => ({ epoch: "", numbers: new Map(), known: new Set() });

/** Digest of an element. Strong, since equal digests make one element of two messages; by type, since equal bytes do not. */
export const digestOf = ({ type, bytes }: Typed): string => {
  const digest = hash("sha256", bytes, "base64"); // has no spaces
  return type === "json" ? digest : `${type} ${digest}`;
};

/**
 * Remembers, for the threads used last, which elements the server holds, so that an appended list costs its new elements
 * only. Forgetting is always safe: elements are then read again before the next write.
 */
export class ElementMemory {
  readonly #threads = new Map<string, ThreadElements>();
  readonly #limit: number;
  /** Threads and their elements, counted along: a process may know very many threads. */
  #held = 0;

  /** `limit`: elements over all threads, each thread counted as one more. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  of(key: string): ThreadElements {
    const known = this.#threads.get(key);
    const thread = known ?? newThread();
    if (known === undefined) this.#held += 1;
    else this.#threads.delete(key);
    this.#threads.set(key, thread); // the last in order is the one used last
    return thread;
  }

  forget(key: string): void {
    const thread = this.#threads.get(key);
    if (thread === undefined) return;
    this.#held -= 1 + thread.known.size;
    this.#threads.delete(key);
  }

  /** Takes over what the server said: another epoch makes everything known void. */
  learn(key: string, epoch: string, elements: Iterable<readonly [number: number, digest: string]>): void {
    const thread = this.of(key);
    const before = thread.known.size;
    if (thread.epoch !== epoch) {
      thread.epoch = epoch;
      thread.numbers.clear();
      thread.known.clear();
    }
    for (const [number, digest] of elements) {
      thread.numbers.set(digest, number);
      thread.known.add(number);
    }
    this.#held += thread.known.size - before;
    this.#trim(key);
  }

  #trim(keep: string): void {
    for (const key of this.#threads.keys()) {
      if (this.#held <= this.#limit) return;
      this.forget(key);
      if (key === keep) this.of(key); // nothing known of it, rather than no such thread
    }
  }
}
