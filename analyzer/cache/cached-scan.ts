import type { ByteFacts } from "../source/scan/scan-ledger.ts";
import type { TextMarks } from "../source/scan/text-marks.ts";

/** Facts by digest as rows for JSON: `[digest]` for bytes that are no text, else `[digest, marks, ...specifiers]`. */
export type FactRow = readonly [digest: string] | readonly [digest: string, marks: number, ...specifiers: string[]];

/** Each mark is a bit, in this order. */
const MARKS = ["namesFramework", "passesOn", "mayRun", "hasEnum"] as const satisfies readonly (keyof TextMarks)[];

/** The rows to keep. */
export const toRows = (facts: ReadonlyMap<string, ByteFacts>): FactRow[] =>
  [...facts].map(([digest, f]) => (f.kind === "text" ? [digest, bitsOf(f.marks), ...f.specifiers] : [digest]));

/** The facts that {@link toRows} made rows of. */
export const fromRows = (rows: readonly FactRow[]): ReadonlyMap<string, ByteFacts> => {
  const kept = new Map<string, string>(); // most specifiers are named by many files
  const once = (text: string): string => {
    if (!kept.has(text)) kept.set(text, text);
    return kept.get(text) ?? text;
  };
  return new Map(
    rows.map(([digest, bits, ...specifiers]) => [
      digest,
      bits === undefined
        ? { kind: "binary" }
        : { kind: "text", marks: marksOf(bits), specifiers: specifiers.map(once) },
    ]),
  );
};

const bitsOf = (marks: TextMarks): number => MARKS.reduce((bits, mark, at) => bits | (Number(marks[mark]) << at), 0);

const marksOf = (bits: number): TextMarks => {
  const has = (mark: keyof TextMarks): boolean => (bits & (1 << MARKS.indexOf(mark))) !== 0;
  return {
    namesFramework: has("namesFramework"),
    passesOn: has("passesOn"),
    mayRun: has("mayRun"),
    hasEnum: has("hasEnum"),
  };
};
