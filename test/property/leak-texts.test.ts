import ts from "typescript";
import { describe, expect, it } from "vitest";
import { NO_SLOTS } from "../harness/leaks/app-text.ts";
import { CLEAN_SOURCES } from "../harness/leaks/clean-sources.ts";
import { leakName, leakText, randomLeak, simpleLeaks } from "../harness/leaks/leak-case.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";

/** The parser's own complaints; reached past the types, since asking a program for them is thirty times slower. */
const syntaxErrors = (text: string): readonly unknown[] =>
  (ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2023) as unknown as { parseDiagnostics: readonly unknown[] })
    .parseDiagnostics;

describe("texts of the leak test", () => {
  it("are judged by a parser that does complain", () => {
    expect(syntaxErrors("const x = ;")).toHaveLength(1);
  });

  it("parse: each tap, carrier, form and sink once, and some of each source", () => {
    const leaks = simpleLeaks().filter((leak, n) => leak.source === CLEAN_SOURCES[0] || n % 7 === 0);
    const broken = leaks.filter((leak) => syntaxErrors(leakText(leak)).length > 0).map(leakName);
    expect(broken).toEqual([]);
  });

  it("parse: compositions at random, the same for the same seed", () => {
    const names = (seed: number) => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 50 }, () => randomLeak(random));
    };
    expect(
      names(7)
        .filter((leak) => syntaxErrors(leakText(leak)).length > 0)
        .map(leakName),
    ).toEqual([]);
    expect(names(7).map(leakName)).toEqual(names(7).map(leakName));
    expect(names(7).map(leakName)).not.toEqual(names(8).map(leakName));
  });

  it("differ from the clean source", () => {
    const clean = new Set(CLEAN_SOURCES.map((source) => source.text(NO_SLOTS)));
    expect(
      simpleLeaks()
        .filter((leak) => clean.has(leakText(leak)))
        .map(leakName),
    ).toEqual([]);
  });
});
