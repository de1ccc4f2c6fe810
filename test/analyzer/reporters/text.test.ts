import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapStrings } from "../../../analyzer/reporters/map-strings.ts";
import { text } from "../../../analyzer/reporters/text.ts";
import type { Audit } from "../../../contracts/audit.ts";
import { isTerminalSafe } from "../../harness/is-terminal-safe.ts";
import { manyApps } from "../../harness/many-apps.ts";
import { readReport } from "../../harness/read-report.ts";

const plain = { color: false, width: 100, all: false };
const names = ["research-assistant", "travel-desk", "newsletter-pipeline", "no-app", "hostile-strings"];
const research = readReport("research-assistant");
const print = (audit: Audit, change = {}): string => text(audit, { ...plain, ...change }).output;

describe("text report", () => {
  it.each(names)("prints %s as it was approved", async (name) => {
    await expect(print(readReport(name))).toMatchFileSnapshot(`../../../fixtures/reports/${name}.txt`);
  });

  it("prints everything with --all as it was approved", async () => {
    await expect(print(research, { all: true })).toMatchFileSnapshot(
      "../../../fixtures/reports/research-assistant.all.txt",
    );
  });

  it("prints a monorepo of 24 apps as it was approved: table first, dead and single agents as a count", async () => {
    await expect(print(manyApps(24))).toMatchFileSnapshot("../../../fixtures/reports/many-apps.txt");
  });

  it("says the same with colour as without", () => {
    for (const name of names) {
      const colored = print(readReport(name), { color: true });
      expect(colored).toContain("\u001b[");
      expect(stripVTControlCharacters(colored)).toBe(print(readReport(name)));
    }
  });

  it.each([80, 100, 120])("keeps to %i columns, but for a place or a name that is longer by itself", (width) => {
    const lines = names.flatMap((name) => print(readReport(name), { width, all: true }).split("\n"));
    const tooLong = lines.filter((it) => it.length > width && it.trim().includes(" "));
    expect(tooLong).toEqual([]);
  });

  it("leaves no spaces at the end of a line", () => {
    for (const name of names) expect(print(readReport(name))).not.toMatch(/ $/m);
  });

  it("names every routing-only call, every proven chain and every skipped file of a small repository", () => {
    const output = print(research);
    for (const part of ["src/supervisor.ts:31", "citation -> synthesis", "src/legacy/prompt-tables.ts"]) {
      expect(output).toContain(part);
    }
  });
});

describe("strings of the repository", () => {
  it("cannot move the cursor, hide text or add a line, whatever they hold", () => {
    const lineCount = print(research, { width: 1000 }).split("\n").length;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), (hostile) => {
        const output = print(
          mapStrings(research, (value) => suffixed(value, hostile)),
          { width: 1000 },
        );
        return isTerminalSafe(output) && output.split("\n").length === lineCount;
      }),
      { numRuns: 25 },
    );
  });
});

// Words of the contract (levels, classes, shapes) hold no repository text, and changing them would fold other sections.
const contractWords = /^[a-z]+([/-][a-z0-9]+)*$/;
const suffixed = (value: string, hostile: string): string =>
  contractWords.test(value) ? value : `${value}${hostile.replaceAll(" ", "")}`;
