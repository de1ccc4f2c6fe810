/**
 * Characters that a terminal obeys or hides instead of showing: controls (C0, DEL, C1), soft hyphen, bidirectional marks
 * and overrides, zero-width and other format characters, line and paragraph separators, lone surrogates, tags. Written
 * out, because Unicode's class of format characters differs between versions of Node and a report must not.
 */
export const invisibleCharacters =
  /[\p{Cc}\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{d800}-\u{dfff}\u{feff}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]/gu;
