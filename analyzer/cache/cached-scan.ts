import type { ByteFacts } from "../source/scan/scan-ledger.ts";

/** Facts by digest as rows for JSON: `[digest]` for bytes that are no text, else `[digest, names a framework, ...specifiers]`. */
export type FactRow = readonly [digest: string, ...rest: (string | boolean)[]];

/** The rows to keep. */
export const toRows = (facts: ReadonlyMap<string, ByteFacts>): FactRow[] =>
  [...facts].map(([digest, f]) => (f.kind === "text" ? [digest, f.namesFramework, ...f.specifiers] : [digest]));

/** The facts that {@link toRows} made rows of. */
export const fromRows = (rows: readonly FactRow[]): ReadonlyMap<string, ByteFacts> => {
  const kept = new Map<string, string>(); // most specifiers are named by many files
  const once = (text: string): string => {
    if (!kept.has(text)) kept.set(text, text);
    return kept.get(text) ?? text;
  };
  return new Map(
    rows.map(([digest, namesFramework, ...specifiers]) => [
      digest,
      namesFramework === undefined
        ? { kind: "binary" }
        : { kind: "text", namesFramework: namesFramework === true, specifiers: specifiers.map((s) => once(String(s))) },
    ]),
  );
};
