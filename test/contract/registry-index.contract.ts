import { describe, expect, it } from "vitest";
import type { RegistryIndex } from "../../shim/ports/registry-index.ts";
import { cardOf } from "../harness/registry/card-of.ts";
import { type Subject, withSubject } from "./subject.ts";

/** A registry index and a way to let its time pass: a manual clock's, or really waiting. */
export interface RegistryIndexSubject extends Subject<RegistryIndex> {
  readonly pass: (milliseconds: number) => void | Promise<void>;
}

/** What every registry index must do. `initialize` gives an empty one. */
export const registryIndexContract = (
  name: string,
  initialize: () => RegistryIndexSubject | Promise<RegistryIndexSubject>,
): void => {
  const test = withSubject<RegistryIndex>(initialize);
  const holding = (agent: string, holder: string, leaseMs = 60_000) => ({ card: cardOf(agent), holder, leaseMs });

  describe(`registry index of ${name}`, () => {
    it(
      "lists what is registered, sorted, each with all its holders",
      test(async (port) => {
        await port.put(holding("writer", "b"));
        await port.put(holding("editor", "a"));
        await port.put(holding("writer", "a"));
        expect((await port.list()).map(({ card, holders }) => [card.id, holders])).toEqual([
          ["editor", ["a"]],
          ["writer", ["a", "b"]],
        ]);
      }),
    );

    it(
      "shows the newest card of an agent",
      test(async (port) => {
        await port.put(holding("writer", "a"));
        await port.put({ card: cardOf("writer", { version: "2.0.0" }), holder: "b", leaseMs: 60_000 });
        expect((await port.list())[0]?.card.version).toBe("2.0.0");
      }),
    );

    it(
      "keeps an agent as long as one holder is left",
      test(async (port) => {
        await port.put(holding("writer", "a"));
        await port.put(holding("writer", "b"));
        expect(await port.remove("writer", "a")).toBe(true);
        expect((await port.list())[0]?.holders).toEqual(["b"]);
        expect(await port.remove("writer", "a")).toBe(false);
        expect(await port.remove("writer", "b")).toBe(true);
        expect(await port.list()).toEqual([]);
      }),
    );

    it("forgets a holder whose lease has lapsed, and does not renew it", async () => {
      const { port, pass, dispose } = await initialize();
      try {
        await port.put(holding("writer", "short", 50));
        await port.put(holding("writer", "long"));
        await pass(60);
        expect((await port.list())[0]?.holders).toEqual(["long"]);
        expect(await port.renew("writer", "short", 50)).toBe(false);
        expect(await port.renew("writer", "long", 60_000)).toBe(true);
      } finally {
        await dispose?.();
      }
    });

    it(
      "renews nothing that was never registered",
      test(async (port) => expect(await port.renew("writer", "a", 1000)).toBe(false)),
    );
  });
};
