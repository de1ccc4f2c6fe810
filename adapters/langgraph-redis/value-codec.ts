import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { ElementBatch } from "./element-batch.ts";
import { isJsonList } from "./json-elements.ts";
import { placeIn } from "./list-memory.ts";
import { elementsOf, joinMap, rangesOf, splitMap } from "./references.ts";
import { parseTyped, type Typed } from "./typed-bytes.ts";

/** JSON of at most so many bytes stands in the record itself: an element of its own would cost more. */
const inlineBytes = 96;

/** Separates records; JSON never holds one unescaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
const control = /[\u0000-\u001f]/;

/** A value as bytes, before it is known which of them the server holds. */
export type DumpedValue =
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "whole"; readonly typed: Typed }
  | { readonly kind: "list"; readonly elements: readonly Typed[] }
  | { readonly kind: "json-list"; readonly json: Uint8Array }
  | { readonly kind: "map"; readonly entries: ReadonlyArray<readonly [key: string, value: DumpedValue]> };

/**
 * Values to references and back. By LangGraph's own serialiser, a list is stored an element each, and so are the lists of
 * an object (what a subgraph is called with): a list that grew shares what it had. A serialiser of the user's own gets
 * every value whole: what it makes of a part is not known.
 */
export class ValueCodec {
  readonly #serde: SerializerProtocol;
  readonly #splits: boolean;

  /** `isDefault`: the serialiser is LangGraph's own. */
  constructor(serde: SerializerProtocol, isDefault: boolean) {
    this.#serde = serde;
    this.#splits = isDefault;
  }

  /** Serialises at once, before it first waits: what the caller changes later is not stored. */
  async dump(value: unknown): Promise<DumpedValue> {
    if (this.#splits && Array.isArray(value)) return this.#dumpList(value);
    if (this.#splits && holdsLists(value)) {
      const entries = await Promise.all(
        Object.entries(value).map(async ([key, inner]) => {
          const dumped = Array.isArray(inner) ? this.#dumpList(inner) : this.dumpWhole(inner).then(wholeOrInline);
          return [key, await dumped] as const;
        }),
      );
      if (entries.some(([, { kind }]) => kind === "list" || kind === "json-list")) return { kind: "map", entries };
    }
    return wholeOrInline(await this.dumpWhole(value));
  }

  /** In one go, to be taken apart, which costs a fifth less than one by one; raw bytes are no JSON and go alone. */
  async #dumpList(value: readonly unknown[]): Promise<DumpedValue> {
    if (!("toJSON" in value) && !value.some((element) => element instanceof Uint8Array)) {
      const { type, bytes: json } = await this.dumpWhole(value);
      if (type === "json" && isJsonList(json))
        return json.byteLength <= inlineBytes ? { kind: "inline", text: utf8(json) } : { kind: "json-list", json };
    }
    const elements = await Promise.all(Array.from(value, (element) => this.dumpWhole(element)));
    const size = elements.reduce((sum, { bytes }) => sum + bytes.byteLength + 1, 1);
    const isJson = elements.every(({ type }) => type === "json");
    return isJson && size <= inlineBytes ? { kind: "inline", text: joined(elements) } : { kind: "list", elements };
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
    if (ref.startsWith("m")) {
      const entries = splitMap(ref).map(
        async ([key, inner]) => [key, await this.load(inner, elements, where)] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    }
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

const wholeOrInline = (typed: Typed): DumpedValue => {
  if (typed.type !== "json" || typed.bytes.byteLength > inlineBytes) return { kind: "whole", typed };
  const text = utf8(typed.bytes);
  const isSame = !control.test(text) && Buffer.from(text).equals(typed.bytes);
  return isSame ? { kind: "inline", text } : { kind: "whole", typed };
};

/** A plain object with a list in it, and nothing that only the serialiser as a whole would see. */
const holdsLists = (value: unknown): value is Record<string, unknown> => {
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  if ("toJSON" in value || "lc" in value || "lg_name" in value || Object.hasOwn(value, "__proto__")) return false;
  const isPlainKey = ([key, inner]: [string, unknown]) => !control.test(key) && typeof inner !== "function";
  return Object.values(value).some(Array.isArray) && Object.entries(value).every(isPlainKey);
};

/**
 * The reference of a value; what it stands for is in the batch, unless the server holds it. `slot`: names the value where the next
 * one in its place is likely to go on from it; null: it is one of many.
 */
export const referenceOf = (dumped: DumpedValue, batch: ElementBatch, slot: string | null): string => {
  if (dumped.kind === "inline") return `i${dumped.text}`;
  if (dumped.kind === "whole") return `v${rangesOf([batch.place(dumped.typed)])}`;
  if (dumped.kind === "map") {
    const slotOf = (key: string) => (slot === null ? null : placeIn(slot, key));
    return joinMap(dumped.entries.map(([key, value]) => [key, referenceOf(value, batch, slotOf(key))]));
  }
  if (dumped.kind === "json-list") return `l${rangesOf(batch.placeList(dumped.json, slot))}`;
  return `l${rangesOf(dumped.elements.map((element) => batch.place(element)))}`;
};

const joined = (elements: readonly Typed[]): string => `[${elements.map(({ bytes }) => utf8(bytes)).join()}]`;

const utf8 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
