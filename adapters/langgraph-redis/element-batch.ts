import type { ElementPlace } from "./references.ts";
import { digestOf, type ThreadElements } from "./thread-elements.ts";
import { bytesOf, type Typed } from "./typed-bytes.ts";

/** The elements that go along with one write: those that the server does not hold, each once. */
export class ElementBatch {
  readonly elements: Buffer[] = [];
  /** Of all elements. */
  bytes = 0;
  readonly #digests: string[] = [];
  readonly #thread: ThreadElements;
  readonly #sent = new Map<string, number>();

  constructor(thread: ThreadElements) {
    this.#thread = thread;
  }

  /** Where the element will lie. Most are held: only what is sent is copied. */
  place(typed: Typed): ElementPlace {
    const digest = digestOf(typed);
    const held = this.#thread.numbers.get(digest);
    if (held !== undefined) return { kind: "held", number: held };
    const sent = this.#sent.get(digest);
    if (sent !== undefined) return { kind: "sent", number: sent };
    this.#sent.set(digest, this.elements.length);
    this.#digests.push(digest);
    const element = bytesOf(typed);
    this.bytes += element.byteLength;
    return { kind: "sent", number: this.elements.push(element) - 1 };
  }

  /** Numbers and digests of the elements, once the server gave `first` to the first of them. */
  numbered(first: number): ReadonlyArray<readonly [number: number, digest: string]> {
    return this.#digests.map((digest, index) => [first + index, digest] as const);
  }
}
