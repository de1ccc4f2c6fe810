import { invisibleCharacters } from "./invisible-characters.ts";

/**
 * Makes a string from the audited repository safe to print: one line, nothing the terminal obeys, nothing hidden. Each
 * such character becomes its visible escape, such as `\x1b` or `\u{202e}`; all others stay.
 */
export const escapeTerminal = (text: string): string =>
  text.replace(invisibleCharacters, (character) => {
    const named = namedEscapes.get(character);
    if (named !== undefined) return named;
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });

const namedEscapes = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);
