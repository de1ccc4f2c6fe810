// Kept apart from the escaper's own list on purpose: each is to catch a slip in the other.
const isObeyed = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xd800 && code <= 0xdfff) ||
  (code >= 0xe0000 && code <= 0xe007f) ||
  [0xad, 0x61c, 0x180e, 0xfeff].includes(code);

/** True when no character of the text moves a terminal's cursor, changes its state or hides; newlines are allowed. */
export const isTerminalSafe = (text: string): boolean =>
  Array.from(text).every((character) => character === "\n" || !isObeyed(character.codePointAt(0) ?? 0));
