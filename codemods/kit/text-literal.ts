import type { TextStyle } from "./text-style.ts";

/** A text as a string literal in the quotes of a file; in the other ones where that spares escapes. */
export function textLiteral(text: string, { quote }: Pick<TextStyle, "quote">): string {
  const other = quote === '"' ? "'" : '"';
  const used = text.includes(quote) && !text.includes(other) ? other : quote;
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll(used, `\\${used}`);
  return `${used}${escaped.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}${used}`;
}
