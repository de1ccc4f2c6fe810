import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ElementBatch } from "../../../adapters/langgraph-redis/element-batch.ts";
import type { StoredList } from "../../../adapters/langgraph-redis/list-memory.ts";
import { ElementMemory } from "../../../adapters/langgraph-redis/thread-elements.ts";

/** What may become of a conversation from one checkpoint to the next. */
const change = fc.oneof(
  fc.record({ kind: fc.constant("append" as const), texts: fc.array(fc.string(), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant("slide" as const), count: fc.nat(3), text: fc.string() }),
  fc.record({ kind: fc.constant("replace" as const), at: fc.nat(9), text: fc.string() }),
  fc.record({ kind: fc.constant("cut" as const), count: fc.nat(4) }),
  fc.record({ kind: fc.constant("repeat" as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant("same" as const) }),
);
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

const changed = (list: readonly string[], it: Change): string[] => {
  if (it.kind === "append") return [...list, ...it.texts];
  if (it.kind === "slide") return [...list.slice(it.count), it.text];
  if (it.kind === "replace") return list.map((text, at) => (at === it.at ? it.text : text));
  if (it.kind === "cut") return list.slice(0, Math.max(0, list.length - it.count));
  if (it.kind === "repeat") return [...list, ...list.slice(it.at, it.at + 1)];
  return [...list];
};

/** A server that numbers what it is sent, and a client that stores one list after the other; `remembers`: the last list too. */
const storing = (remembers: boolean) => {
  const memory = new ElementMemory(1e6);
  const held: string[] = [];
  let last: StoredList | undefined;
  return (list: readonly string[]): string[] => {
    const batch = new ElementBatch(memory.of("t"), () => (remembers ? last : undefined));
    const places = batch.placeList(Buffer.from(JSON.stringify(list)), "messages");
    const first = held.length;
    held.push(...batch.elements.map((element) => element.toString()));
    memory.learn("t", "e", batch.numbered(first));
    last = batch.lists(first, "e")[0]?.[1];
    return places.map(({ kind, number }) => held[kind === "held" ? number : first + number] ?? "");
  };
};

describe("a list after another", () => {
  it("is made of the same elements, and of no more new ones, whether the last is remembered or not", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), fc.array(change, { maxLength: 12 }), (begin, changes) => {
        const [plain, quick] = [storing(false), storing(true)];
        let list: readonly string[] = begin;
        for (const it of [{ kind: "same" as const }, ...changes]) {
          list = changed(list, it);
          const expected = list.map((text) => `json\0${JSON.stringify(text)}`);
          expect(plain(list)).toEqual(expected);
          expect(quick(list)).toEqual(expected);
        }
      }),
    );
  });

  it("takes only its new elements apart", () => {
    const memory = new ElementMemory(100);
    const json = Buffer.from('["a","b","c"]');
    const before = { json, starts: [1, 5, 9], numbers: [0, 1, 2], epoch: "e" };
    // Of the three only the first new one's neighbour is known by its digest: what follows it is not looked up.
    const first = new ElementBatch(memory.of("t"));
    first.placeList(json, null);
    memory.learn("t", "e", first.numbered(0).slice(0, 2));
    const batch = new ElementBatch(memory.of("t"), () => before);
    expect(batch.placeList(Buffer.from('["b","c","d"]'), "messages")).toEqual([
      { kind: "held", number: 1 },
      { kind: "held", number: 2 },
      { kind: "sent", number: 0 },
    ]);
    expect(batch.elements.map(String)).toEqual(['json\0"d"']);
  });
});
