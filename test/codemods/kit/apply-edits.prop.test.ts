import fc from "fast-check";
import { expect, it } from "vitest";
import { applyEdits } from "../../../codemods/kit/apply-edits.ts";
import type { TextEdit } from "../../../codemods/kit/edit-plan.ts";

/** Ranges that do not overlap, with replacements, over a text. */
const textWithEdits = fc
  .tuple(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.array(fc.tuple(fc.nat(60), fc.nat(6), fc.string({ maxLength: 5 })), { maxLength: 8 }),
  )
  .map(([text, wanted]) => {
    const edits: TextEdit[] = [];
    let at = 0;
    for (const [start, length, replacement] of wanted.sort(([a], [b]) => a - b)) {
      const from = Math.max(at, Math.min(start, text.length));
      at = Math.min(from + length, text.length);
      edits.push({ file: "a.ts", start: from, end: at, text: replacement });
    }
    return { text, edits };
  });

it("keeps every character outside the ranges, in order", () => {
  fc.assert(
    fc.property(textWithEdits, ({ text, edits }) => {
      let expected = "";
      let at = 0;
      for (const it of edits) {
        expected += text.slice(at, it.start) + it.text;
        at = it.end;
      }
      expect(applyEdits(text, edits)).toBe(expected + text.slice(at));
    }),
  );
});

it("does not depend on the order in which ranges are listed", () => {
  fc.assert(
    fc.property(textWithEdits, fc.nat(), ({ text, edits }, seed) => {
      const apart = edits.filter((it) => it.end > it.start);
      const turned = [...apart.slice(seed % (apart.length + 1)), ...apart.slice(0, seed % (apart.length + 1))];
      expect(applyEdits(text, turned)).toBe(applyEdits(text, apart));
    }),
  );
});

it("refuses any two ranges that share a character, and any that leaves the text", () => {
  fc.assert(
    fc.property(fc.nat(20), fc.integer({ min: 1, max: 10 }), fc.nat(9), (start, length, shift) => {
      const first = { file: "a.ts", start, end: start + length, text: "" };
      const second = { file: "a.ts", start: start + (shift % length), end: start + length + 5, text: "" };
      expect(() => applyEdits("x".repeat(60), [second, first])).toThrow(/claim the same text/);
      expect(() => applyEdits("x".repeat(start), [{ ...first, start: 0 }])).toThrow(/outside the file/);
    }),
  );
});
