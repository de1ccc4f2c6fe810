import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KnownIds } from "../../../adapters/memory/known-ids.ts";

const named = fc.record({ id: fc.constantFrom("a", "b", "c"), task: fc.constantFrom("t1", "t2") });

describe("KnownIds", () => {
  it("knows what a set of ids would, whatever is added and deleted", () => {
    const step = fc.record({ how: fc.constantFrom("add" as const, "delete" as const), named });
    fc.assert(
      fc.property(fc.array(step), named, (steps, asked) => {
        const ids = new KnownIds();
        const model = new Set<string>();
        const key = ({ id, task }: { id: string; task: string }) => `${task} ${id}`;
        for (const { how, named: it } of steps) {
          if (how === "add") {
            expect(ids.add(it)).toBe(!model.has(key(it)));
            model.add(key(it));
          } else if (model.delete(key(it))) ids.delete(it);
        }
        expect(ids.has(asked)).toBe(model.has(key(asked)));
      }),
    );
  });
});
