import { describe, expect, it } from "vitest";
import { CLEAN_SOURCES } from "../harness/leaks/clean-sources.ts";
import { type LeakCase, leakName, leakText, randomLeak, simpleLeaks } from "../harness/leaks/leak-case.ts";
import { routingOnlySites } from "../harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";

const SEED = 2026;
const SIMPLE = 40;
const COMPOSED = 30;

/** Leaks after which some call is still called routing-only, or may be rewritten. */
const survivors = (leaks: readonly LeakCase[]): readonly string[] =>
  leaks.filter((leak) => routingOnlySites(leakText(leak)).length > 0).map(leakName);

describe("a call of which something leaks is never routing-only, and never rewritten", () => {
  const random = new SeededRandom(SEED);

  it("by one step: ways and sinks drawn from all", () => {
    const all = simpleLeaks();
    expect(survivors(Array.from({ length: SIMPLE }, () => random.pick(all)))).toEqual([]);
  });

  it("by compositions of up to two ways", () => {
    expect(survivors(Array.from({ length: COMPOSED }, () => randomLeak(random)))).toEqual([]);
  });

  it("whatever the source", () => {
    const all = simpleLeaks();
    expect(survivors(CLEAN_SOURCES.map((source) => random.pick(all.filter((leak) => leak.source === source))))).toEqual(
      [],
    );
  });
});
