import { JsonPlusSerializer, type SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { shimError } from "../../shim/errors.ts";
import type { ElementBatch } from "./element-batch.ts";
import { elementsOf, rangesOf } from "./references.ts";

/** JSON of at most so many bytes stands in the record itself: an element of its own would cost more. */
const inlineBytes = 96;

/** Separates records; JSON never holds one unescaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
const control = /[\u0000-\u001f]/;

/** What a serialiser made of a value. */
export interface Typed {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A value as bytes, before it is known which of them the server holds. */
export type DumpedValue =
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "whole"; readonly typed: Typed }
  | { readonly kind: "list"; readonly elements: readonly Typed[] };

/**
 * Values to references and back. A list is stored an element each, by LangGraph's own serialiser, so that a list that grew
 * shares what it had. A serialiser of the user's own gets every value whole: what it makes of a part is not known.
 */
export class ValueCodec {
  readonly #serde: SerializerProtocol;
  readonly #splits: boolean;

  constructor(serde: SerializerProtocol) {
    this.#serde = serde;
    this.#splits = Object.getPrototypeOf(serde) === JsonPlusSerializer.prototype;
  }

  /** Serialises at once, before it first waits: what the caller changes later is not stored. */
  async dump(value: unknown): Promise<DumpedValue> {
    if (this.#splits && Array.isArray(value)) {
      const elements = await Promise.all(Array.from(value, (element) => this.dumpWhole(element)));
      if (elements.every(({ type }) => type === "json")) {
        const size = elements.reduce((sum, { bytes }) => sum + bytes.byteLength + 1, 1);
        if (size <= inlineBytes) return { kind: "inline", text: joined(elements) };
      }
      return { kind: "list", elements };
    }
    const typed = await this.dumpWhole(value);
    if (typed.type === "json" && typed.bytes.byteLength <= inlineBytes) {
      const text = utf8(typed.bytes);
      if (!control.test(text) && Buffer.from(text).equals(typed.bytes)) return { kind: "inline", text };
    }
    return { kind: "whole", typed };
  }

  /** The serialiser's own bytes of a value. */
  async dumpWhole(value: unknown): Promise<Typed> {
    const [type, bytes] = await this.#serde.dumpsTyped(value);
    // What JSON has no words for (a function) becomes no bytes; inside a list it is null, as JSON.stringify has it.
    return bytes.byteLength === 0 && type === "json" ? { type, bytes: Buffer.from("null") } : { type, bytes };
  }

  /** The value. Throws `STATE_DAMAGED` when an element is gone; `where` names the value in the error. */
  async load(ref: string, elements: ReadonlyMap<number, Buffer>, where: string): Promise<unknown> {
    if (ref.startsWith("i")) return this.#serde.loadsTyped("json", ref.slice(1));
    const typed = elementsOf(ref).map((number) => parseTyped(elements.get(number), where));
    if (ref.startsWith("v")) return this.loadWhole(typed[0] ?? parseTyped(undefined, where));
    if (this.#splits && typed.every(({ type }) => type === "json")) {
      return this.#serde.loadsTyped("json", joined(typed));
    }
    return Promise.all(typed.map((element) => this.loadWhole(element)));
  }

  /** Reverses {@link dumpWhole}. */
  async loadWhole({ type, bytes }: Typed): Promise<unknown> {
    // A copy, since raw bytes are given on as they are: no Buffer, and not a window on the whole answer.
    return this.#serde.loadsTyped(type, type === "bytes" ? Uint8Array.from(bytes) : bytes);
  }
}

/** The reference of a value; what it stands for is in the batch, unless the server holds it. */
export const referenceOf = (dumped: DumpedValue, batch: ElementBatch): string => {
  if (dumped.kind === "inline") return `i${dumped.text}`;
  if (dumped.kind === "whole") return `v${rangesOf([batch.place(bytesOf(dumped.typed))])}`;
  return `l${rangesOf(dumped.elements.map((element) => batch.place(bytesOf(element))))}`;
};

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

const joined = (elements: readonly Typed[]): string => `[${elements.map(({ bytes }) => utf8(bytes)).join()}]`;

const utf8 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
