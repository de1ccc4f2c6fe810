/**
 * Characters that a terminal obeys or hides instead of showing: controls (C0, DEL, C1), format characters (bidirectional
 * overrides, zero-width, soft hyphen, tags), line and paragraph separators, lone surrogates, private use.
 */
export const invisibleCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
