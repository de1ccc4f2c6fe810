import { invisibleCharacters } from "./invisible-characters.ts";
import type { Reporter } from "./reporter.ts";

/**
 * `audit/1` as JSON: two spaces, newline at the end. Characters that a terminal would obey are written as `\uXXXX`, which
 * is the same JSON value, so that the document can be printed safely.
 */
export const json: Reporter = (audit) => ({
  output: `${JSON.stringify(audit, null, 2).replace(invisibleCharacters, escapeJson)}\n`,
});

// Inside strings only: between tokens the serialiser writes nothing but spaces and newlines, and those newlines stay.
const escapeJson = (character: string): string =>
  character === "\n"
    ? character
    : Array.from({ length: character.length }, (_, index) => toUnicodeEscape(character.charCodeAt(index))).join("");

const toUnicodeEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`;
