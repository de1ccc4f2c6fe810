import { describe, expect, it } from "vitest";
import type { KeyValue, ValueKey } from "../../shim/ports/key-value.ts";
import { type Initializer, type Subject, withSubject } from "./subject.ts";

/** A key-value port and a way to let its time pass: a manual clock's, or really waiting. */
export interface KeyValueSubject extends Subject<KeyValue> {
  readonly pass: (milliseconds: number) => void | Promise<void>;
}

const forever = { ttlMs: null };
const key = (...path: readonly [string, ...string[]]): ValueKey => ({ tenant: "acme", path });

/** What every key-value port must do. `initialize` gives an empty one. */
export const keyValueContract = (name: string, initialize: () => KeyValueSubject | Promise<KeyValueSubject>): void => {
  const test = withSubject(initialize as Initializer<KeyValue>);
  describe(`key-value port of ${name}`, () => {
    it(
      "gives back what was set, and null for what was not",
      test(async (port) => {
        expect(await port.get(key("a"))).toBeNull();
        await port.set(key("a"), "one", forever);
        expect(await port.get(key("a"))).toBe("one");
        await port.set(key("a"), "", forever);
        expect(await port.get(key("a"))).toBe("");
      }),
    );

    it(
      "keeps any text as it is",
      test(async (port) => {
        const text = 'ümlaut \u0000 "quoted" \ud83d\ude00 \n';
        await port.set(key("text"), text, forever);
        expect(await port.get(key("text"))).toBe(text);
      }),
    );

    it(
      "takes a path of several names apart from one of the same letters",
      test(async (port) => {
        await port.set(key("a", "b"), "path", forever);
        expect(await port.get(key("ab"))).toBeNull();
        expect(await port.get(key("a"))).toBeNull();
        expect(await port.get(key("a", "b", "c"))).toBeNull();
      }),
    );

    it(
      "keeps tenants apart",
      test(async (port) => {
        await port.set({ tenant: "acme", path: ["a"] }, "one", forever);
        await port.set({ tenant: "bolt", path: ["a"] }, "two", forever);
        expect(await port.remove({ tenant: "bolt", path: ["a"] })).toBe(true);
        expect(await port.get({ tenant: "acme", path: ["a"] })).toBe("one");
      }),
    );

    it(
      "sets an absent value once, whoever comes first",
      test(async (port) => {
        const answers = await Promise.all(["x", "y", "z"].map((it) => port.setIfAbsent(key("first"), it, forever)));
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await port.get(key("first"))).toBe(["x", "y", "z"][answers.indexOf(true)]);
      }),
    );

    it(
      "replaces only what was expected",
      test(async (port) => {
        expect(await port.replace(key("a"), "", "new", forever)).toBe(false);
        expect(await port.get(key("a"))).toBeNull();
        await port.set(key("a"), "old", forever);
        expect(await port.replace(key("a"), "other", "new", forever)).toBe(false);
        expect(await port.get(key("a"))).toBe("old");
        expect(await port.replace(key("a"), "old", "new", forever)).toBe(true);
        expect(await port.get(key("a"))).toBe("new");
      }),
    );

    it(
      "adds up, from nothing too, without losing any of many",
      test(async (port) => {
        await Promise.all(Array.from({ length: 50 }, () => port.add(key("count"), 2, forever)));
        expect(await port.add(key("count"), -1, forever)).toBe(99);
        expect(await port.get(key("count"))).toBe("99");
      }),
    );

    it(
      "refuses to add to a text, with VALUE_NOT_A_NUMBER, and leaves it",
      test(async (port) => {
        await port.set(key("a"), "seven", forever);
        await expect(port.add(key("a"), 1, forever)).rejects.toMatchObject({ code: "VALUE_NOT_A_NUMBER" });
        expect(await port.get(key("a"))).toBe("seven");
      }),
    );

    it(
      "says whether there was something to remove",
      test(async (port) => {
        expect(await port.remove(key("a"))).toBe(false);
        await port.set(key("a"), "one", forever);
        expect(await port.remove(key("a"))).toBe(true);
        expect(await port.get(key("a"))).toBeNull();
      }),
    );

    it("forgets a value when its time is over", async () => {
      const { port, pass, dispose } = await initialize();
      await port.set(key("short"), "one", { ttlMs: 100 });
      await port.set(key("long"), "one", { ttlMs: 60_000 });
      await port.set(key("renewed"), "one", { ttlMs: 100 });
      await port.set(key("renewed"), "two", forever);
      await pass(150);
      expect(await port.get(key("short"))).toBeNull();
      expect(await port.setIfAbsent(key("short"), "again", forever)).toBe(true);
      expect(await port.get(key("long"))).toBe("one");
      expect(await port.get(key("renewed"))).toBe("two");
      await dispose?.();
    });

    it("does not lengthen a counter's life by adding", async () => {
      const { port, pass, dispose } = await initialize();
      await port.add(key("count"), 1, { ttlMs: 100 });
      await port.add(key("count"), 1, { ttlMs: 60_000 });
      await pass(150);
      expect(await port.get(key("count"))).toBeNull();
      await dispose?.();
    });
  });
};
