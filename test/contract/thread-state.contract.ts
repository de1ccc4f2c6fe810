import { describe, expect, it } from "vitest";
import type { StateChange, ThreadState } from "../../shim/ports/thread-state.ts";
import { type Initializer, withSubject } from "./subject.ts";

const ref = { tenant: "acme", thread: "t-1" };
const change = (commit: string, expected: number, set: Record<string, string>, remove: string[] = []): StateChange => ({
  commit,
  expected,
  set,
  remove,
});

/** What every thread-state port must do. `initialize` gives an empty one. */
export const threadStateContract = (name: string, initialize: Initializer<ThreadState>): void => {
  const test = withSubject(initialize);
  describe(`thread-state port of ${name}`, () => {
    it(
      "has nothing for a thread that nobody wrote",
      test(async (port) => {
        expect(await port.read(ref)).toBeNull();
        expect(await port.readFields(ref, ["a"])).toBeNull();
        expect(await port.remove(ref)).toBe(false);
      }),
    );

    it(
      "counts versions up from 1 and keeps the fields that a commit does not name",
      test(async (port) => {
        expect(await port.commit(ref, change("c1", 0, { a: "1", b: "2" }))).toEqual({ kind: "committed", version: 1 });
        expect(await port.commit(ref, change("c2", 1, { b: "3", c: "" }))).toEqual({ kind: "committed", version: 2 });
        expect(await port.read(ref)).toEqual({ version: 2, fields: { a: "1", b: "3", c: "" } });
      }),
    );

    it(
      "removes fields, and a commit may be empty",
      test(async (port) => {
        await port.commit(ref, change("c1", 0, { a: "1", b: "2" }));
        await port.commit(ref, change("c2", 1, {}, ["a", "never there"]));
        expect(await port.read(ref)).toEqual({ version: 2, fields: { b: "2" } });
        await port.commit(ref, change("c3", 2, {}, ["b"]));
        expect(await port.read(ref)).toEqual({ version: 3, fields: {} });
      }),
    );

    it(
      "gives the fields asked for, without those that are not there",
      test(async (port) => {
        await port.commit(ref, change("c1", 0, { a: "1", b: "2" }));
        expect(await port.readFields(ref, ["b", "z"])).toEqual({ version: 1, fields: { b: "2" } });
        expect(await port.readFields(ref, [])).toEqual({ version: 1, fields: {} });
      }),
    );

    it(
      "writes nothing of a commit whose version is not the present one",
      test(async (port) => {
        expect(await port.commit(ref, change("c1", 3, { a: "1" }))).toEqual({ kind: "conflict", version: 0 });
        expect(await port.read(ref)).toBeNull();
        await port.commit(ref, change("c2", 0, { a: "1" }));
        expect(await port.commit(ref, change("c3", 0, { a: "2" }, ["a"]))).toEqual({ kind: "conflict", version: 1 });
        expect(await port.read(ref)).toEqual({ version: 1, fields: { a: "1" } });
      }),
    );

    it(
      "knows the repeat of the newest commit and does not write it twice",
      test(async (port) => {
        await port.commit(ref, change("c1", 0, { a: "1" }));
        expect(await port.commit(ref, change("c1", 0, { a: "other" }))).toEqual({ kind: "repeated", version: 1 });
        expect(await port.read(ref)).toEqual({ version: 1, fields: { a: "1" } });
      }),
    );

    it(
      "lets exactly one of many writers of one version through",
      test(async (port) => {
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, writer) => port.commit(ref, change(`w${writer}`, 0, { by: `w${writer}` }))),
        );
        expect(outcomes.filter(({ kind }) => kind === "committed")).toEqual([{ kind: "committed", version: 1 }]);
        const winner = outcomes.findIndex(({ kind }) => kind === "committed");
        expect(await port.read(ref)).toEqual({ version: 1, fields: { by: `w${winner}` } });
      }),
    );

    it(
      "keeps threads and tenants apart, and forgets a thread with its version",
      test(async (port) => {
        const other = { tenant: "bolt", thread: "t-1" };
        await port.commit(ref, change("c1", 0, { a: "1" }));
        await port.commit(other, change("c1", 0, { a: "2" }));
        await port.commit({ tenant: "acme", thread: "t-2" }, change("c1", 0, { a: "3" }));
        expect(await port.remove(ref)).toBe(true);
        expect(await port.read(ref)).toBeNull();
        expect(await port.read(other)).toEqual({ version: 1, fields: { a: "2" } });
        expect(await port.read({ tenant: "acme", thread: "t-2" })).toEqual({ version: 1, fields: { a: "3" } });
        expect(await port.commit(ref, change("c9", 0, { a: "4" }))).toEqual({ kind: "committed", version: 1 });
      }),
    );

    it(
      "keeps any text, under any field name",
      test(async (port) => {
        const fields = { "a:b*{c}": 'ümlaut \u0000 "x" \ud83d\ude00', __proto: "p" };
        await port.commit(ref, change("c1", 0, fields));
        expect(await port.read(ref)).toEqual({ version: 1, fields });
      }),
    );
  });
};
