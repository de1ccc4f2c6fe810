const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const zero = /\p{Mn}|\p{Me}/u;

/** Terminal columns that a printable text takes: East Asian and emoji characters two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** The text padded with spaces to a number of columns, or cut to it with `...` at the end. */
export function fitColumns(text: string, columns: number): string {
  const width = displayWidth(text);
  if (width <= columns) return text + " ".repeat(columns - width);
  let kept = "";
  for (const character of text) {
    if (displayWidth(kept + character) > columns - 3) break;
    kept += character;
  }
  return fitColumns(`${kept}...`, columns);
}

/** Like {@link fitColumns}, but cut at the start: of a path, the end tells more. */
export function fitColumnsEnd(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return fitColumns(text, columns);
  let kept = "";
  for (const character of Array.from(text).reverse()) {
    if (displayWidth(character + kept) > columns - 3) break;
    kept = character + kept;
  }
  return fitColumns(`...${kept}`, columns);
}
