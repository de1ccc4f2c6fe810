import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayWidth, fitColumns, fitColumnsEnd } from "../../../../analyzer/reporters/text/display-width.ts";
import { line, row, span } from "../../../../analyzer/reporters/text/line.ts";
import { renderLines } from "../../../../analyzer/reporters/text/render-lines.ts";

const words = fc.array(fc.stringMatching(/^[a-z東é]{1,12}$/), { minLength: 1, maxLength: 40 });
const plain = (width: number) => ({ width, color: false });

describe("renderLines", () => {
  it("keeps every word, in order", () => {
    const property = fc.property(words, (list) => {
      const output = renderLines([line(2, list.join(" "))], plain(40));
      expect(output.trim().split(/\s+/)).toEqual(list);
    });
    fc.assert(property);
  });

  it("keeps to the width when every word fits", () => {
    const property = fc.property(words, (list) => {
      const rows = renderLines([line(2, list.join(" "))], plain(40)).split("\n");
      expect(Math.max(...rows.map(displayWidth))).toBeLessThanOrEqual(40);
    });
    fc.assert(property);
  });

  it("says the same in colour", () => {
    const property = fc.property(words, (list) => {
      const lines = [line(2, ...list.map((word, index) => span(`${word} `, index % 2 === 0 ? "place" : "quiet")))];
      const colored = renderLines(lines, { width: 40, color: true });
      expect(stripVTControlCharacters(colored)).toBe(renderLines(lines, plain(40)));
    });
    fc.assert(property);
  });

  it("does not tear a word where its colour changes", () => {
    const parts = [span("aaaa ", "plain"), span("src/graph.ts:41", "place"), span(", ")];
    expect(renderLines([line(0, ...parts)], plain(20))).toBe("aaaa\n  src/graph.ts:41,\n");
  });

  it("gives a word that is wider than the line one of its own, whole", () => {
    const path = "a/very/long/path/that/no/width/holds.ts:1";
    expect(renderLines([line(2, `see ${path} now`)], plain(20))).toBe(`  see\n    ${path}\n    now\n`);
  });

  it("continues a labelled row below its text", () => {
    expect(renderLines([row("verdict", "migrate because of this")], plain(30))).toBe(
      "  verdict     migrate because\n              of this\n",
    );
  });
});

describe("fitColumns and fitColumnsEnd", () => {
  it("always fill the columns exactly", () => {
    const property = fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 4, max: 30 }), (text, columns) => {
      const isExact = (cut: string): boolean => displayWidth(cut) === columns;
      return isExact(fitColumns(text, columns)) && isExact(fitColumnsEnd(text, columns));
    });
    fc.assert(property);
  });

  it("cut a name at its end and a path at its start", () => {
    expect(fitColumns("customer-returns", 10)).toBe("custome...");
    expect(fitColumnsEnd("services/returns/graph.ts:12", 14)).toBe("...graph.ts:12");
    expect(fitColumns("東京東京東京", 8)).toBe("東京... ");
  });
});
