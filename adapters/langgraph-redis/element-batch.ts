import { jsonElements } from "./json-elements.ts";
import type { StoredList } from "./list-memory.ts";
import type { ElementPlace } from "./references.ts";
import { sharedRun } from "./shared-run.ts";
import { digestOf, type ThreadElements } from "./thread-elements.ts";
import { bytesOf, type Typed } from "./typed-bytes.ts";

interface PlacedList {
  readonly slot: string;
  readonly json: Uint8Array;
  readonly starts: readonly number[];
  readonly places: readonly ElementPlace[];
}

/** The elements that go along with one write: those that the server does not hold, each once. */
export class ElementBatch {
  readonly elements: Buffer[] = [];
  /** Of all elements. */
  bytes = 0;
  readonly #digests: string[] = [];
  readonly #lists: PlacedList[] = [];
  readonly #thread: ThreadElements;
  readonly #storedBefore: (slot: string) => StoredList | undefined;
  readonly #sent = new Map<string, number>();

  /** `storedBefore`: the list that was stored last in a slot, where it is remembered. */
  constructor(thread: ThreadElements, storedBefore: (slot: string) => StoredList | undefined = () => undefined) {
    this.#thread = thread;
    this.#storedBefore = storedBefore;
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

  /** Where the elements of a list will lie, by its JSON. `slot`: what the list is, where the next one is likely to go on from it. */
  placeList(json: Uint8Array, slot: string | null): readonly ElementPlace[] {
    const before = slot === null ? undefined : this.#storedBefore(slot);
    const run = before ? sharedRun(json, before) : null;
    const rest = jsonElements(json, run?.end);
    const held = run?.numbers.map((number): ElementPlace => ({ kind: "held", number })) ?? [];
    const places = [...held, ...rest.map((bytes) => this.place({ type: "json", bytes }))];
    const starts = [...(run?.starts ?? []), ...rest.map(({ byteOffset }) => byteOffset - json.byteOffset)];
    if (slot !== null) this.#lists.push({ slot, json, starts, places });
    return places;
  }

  /** Numbers and digests of the elements, once the server gave `first` to the first of them. */
  numbered(first: number): ReadonlyArray<readonly [number: number, digest: string]> {
    return this.#digests.map((digest, index) => [first + index, digest] as const);
  }

  /** The lists by slot, as they are stored then. */
  lists(first: number, epoch: string): ReadonlyArray<readonly [slot: string, list: StoredList]> {
    const numberOf = ({ kind, number }: ElementPlace) => (kind === "held" ? number : first + number);
    return this.#lists.map(
      ({ slot, json, starts, places }) => [slot, { json, starts, numbers: places.map(numberOf), epoch }] as const,
    );
  }
}
