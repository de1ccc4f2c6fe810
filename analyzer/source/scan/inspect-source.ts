import { decodeSource } from "./decode-source.ts";
import { importSpecifiers } from "./import-specifiers.ts";
import type { ByteFacts } from "./scan-ledger.ts";
import { marksOf } from "./text-marks.ts";

/** Turns a specifier into the copy that is kept; see {@link createInterner}. */
export type Intern = (specifier: string) => string;

/**
 * Keeps one copy of each string. A part of a text that is kept as it is holds the whole text in memory: over 10,000
 * files that is all of the repository.
 */
export function createInterner(): Intern {
  const kept = new Map<string, string>();
  return (specifier) => {
    const known = kept.get(specifier);
    if (known !== undefined) return known;
    const copy = Buffer.from(specifier, "utf8").toString("utf8");
    kept.set(copy, copy);
    return copy;
  };
}

/** What the scan finds in the bytes of one file. */
export function inspectBytes(bytes: Uint8Array, intern: Intern): ByteFacts {
  const decoded = decodeSource(bytes);
  if (decoded.kind === "binary") return { kind: "binary" };
  const { text } = decoded;
  return { kind: "text", specifiers: importSpecifiers(text).map(intern), marks: marksOf(text) };
}
