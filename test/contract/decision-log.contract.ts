import { describe, expect, it } from "vitest";
import type { Decision } from "../../contracts/decision.ts";
import type { DecisionLog } from "../../shim/ports/decision-log.ts";
import { decisionOf } from "../harness/decision-of.ts";
import { type Initializer, withSubject } from "./subject.ts";

const numbered = (count: number, rest: Partial<Decision> = {}): Decision[] =>
  Array.from({ length: count }, (_, index) => decisionOf(`d-${index}`, rest));

/** All pages of the log, `limit` at a time. */
const readAll = async (
  port: DecisionLog,
  tenant: string,
  thread: string | null,
  limit: number,
): Promise<Decision[]> => {
  const all: Decision[] = [];
  for (let after: string | null = null; ; ) {
    const page = await port.read({ tenant, thread, after, limit });
    expect(page.decisions.length).toBeLessThanOrEqual(limit);
    all.push(...page.decisions);
    if (page.next === null) return all;
    after = page.next;
  }
};

/** What every decision log must do. `initialize` gives an empty one without a limit that these few would reach. */
export const decisionLogContract = (name: string, initialize: Initializer<DecisionLog>): void => {
  const test = withSubject(initialize);
  describe(`decision log of ${name}`, () => {
    it(
      "is empty at first",
      test(async (port) => {
        expect(await port.read({ tenant: "acme", thread: null, after: null, limit: 10 })).toEqual({
          decisions: [],
          next: null,
        });
        expect(await port.tenants()).toEqual([]);
      }),
    );

    it(
      "says that it takes more, without taking anything",
      test(async (port) => {
        await port.append("acme", []);
        expect(await port.tenants()).toEqual([]);
      }),
    );

    it(
      "gives back what was added, whole and in order",
      test(async (port) => {
        const decisions = [
          decisionOf("a", {
            chosen: { kind: "fan-out", targets: ["x", "y"] },
            update: { channels: ["messages", "next"], digest: "0a", words: { next: "x" } },
            tokens: { input: 10, output: 2 },
            candidates: [{ target: "x", score: 0.5, basis: "learned" }],
            contextBytes: 12,
          }),
          decisionOf("b", { chosen: { kind: "end" } }),
        ];
        await port.append("acme", decisions.slice(0, 1));
        await port.append("acme", decisions.slice(1));
        await port.append("acme", []);
        expect(await readAll(port, "acme", null, 10)).toEqual(decisions);
      }),
    );

    it(
      "reads in pages, each decision once",
      test(async (port) => {
        await port.append("acme", numbered(25));
        for (const limit of [1, 7, 25, 100]) {
          expect((await readAll(port, "acme", null, limit)).map(({ id }) => id)).toEqual(
            numbered(25).map(({ id }) => id),
          );
        }
      }),
    );

    it(
      "passes over an id that it holds, in one call and across calls",
      test(async (port) => {
        await port.append("acme", [decisionOf("a"), decisionOf("a", { run: "again" })]);
        await port.append("acme", [decisionOf("a", { run: "later" }), decisionOf("b")]);
        const kept = await readAll(port, "acme", null, 10);
        expect(kept.map(({ id, run }) => [id, run])).toEqual([
          ["a", "r-1"],
          ["b", "r-1"],
        ]);
      }),
    );

    it(
      "keeps each id once when several writers add the same at once",
      test(async (port) => {
        await Promise.all(Array.from({ length: 8 }, () => port.append("acme", numbered(5))));
        expect((await readAll(port, "acme", null, 10)).map(({ id }) => id).sort()).toEqual(
          numbered(5).map(({ id }) => id),
        );
      }),
    );

    it(
      "gives one thread's decisions only, in pages too",
      test(async (port) => {
        const mixed = Array.from({ length: 12 }, (_, index) => decisionOf(`d-${index}`, { thread: `t-${index % 3}` }));
        await port.append("acme", mixed);
        for (const limit of [1, 3, 10]) {
          expect((await readAll(port, "acme", "t-1", limit)).map(({ id }) => id)).toEqual([
            "d-1",
            "d-4",
            "d-7",
            "d-10",
          ]);
        }
        expect(await readAll(port, "acme", "t-9", 10)).toEqual([]);
      }),
    );

    it(
      "gives the newest first, at most so many, of one tenant",
      test(async (port) => {
        expect(await port.latest("acme", 3)).toEqual([]);
        await port.append("acme", numbered(5));
        await port.append("bolt", [decisionOf("other", { tenant: "bolt" })]);
        expect((await port.latest("acme", 3)).map(({ id }) => id)).toEqual(["d-4", "d-3", "d-2"]);
        expect((await port.latest("acme", 100)).map(({ id }) => id)).toEqual(["d-4", "d-3", "d-2", "d-1", "d-0"]);
      }),
    );

    it(
      "keeps tenants apart: the same id may be in both",
      test(async (port) => {
        await port.append("bolt", [decisionOf("a", { tenant: "bolt" })]);
        await port.append("acme", [decisionOf("a"), decisionOf("b")]);
        expect(await readAll(port, "bolt", null, 10)).toHaveLength(1);
        expect(await readAll(port, "acme", null, 10)).toHaveLength(2);
        expect(await port.tenants()).toEqual(["acme", "bolt"]);
      }),
    );

    it(
      "removes what is older than a moment, and says how many",
      test(async (port) => {
        const days = [1, 2, 3].map((day) => decisionOf(`d-${day}`, { at: `2026-01-0${day}T12:00:00.000Z` }));
        await port.append("acme", days);
        expect(await port.prune("acme", "2026-01-03T00:00:00.000Z")).toBe(2);
        expect((await readAll(port, "acme", null, 10)).map(({ id }) => id)).toEqual(["d-3"]);
        expect((await readAll(port, "acme", "t-1", 10)).map(({ id }) => id)).toEqual(["d-3"]);
        expect(await port.prune("acme", "2026-01-03T00:00:00.000Z")).toBe(0);
      }),
    );

    it(
      "goes on reading where a page ended, past what was added or removed meanwhile",
      test(async (port) => {
        await port.append("acme", numbered(4));
        const { next } = await port.read({ tenant: "acme", thread: null, after: null, limit: 2 });
        expect(next).not.toBeNull();
        await port.append("acme", [decisionOf("late")]);
        const rest = await port.read({ tenant: "acme", thread: null, after: next, limit: 10 });
        expect(rest.decisions.map(({ id }) => id)).toEqual(["d-2", "d-3", "late"]);
      }),
    );
  });
};
