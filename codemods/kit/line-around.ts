/** The range of a statement together with its line, if nothing else is on it; else the statement alone. */
export function lineAround(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  const before = text.slice(lineStart, start).replace("\uFEFF", "");
  const isAlone = before.trim() === "" && text.slice(end, lineEnd).trim() === "";
  return isAlone ? { start: start - before.length, end: lineEnd } : { start, end };
}

/** Offset at which a 1-based line begins; the end of the text for a line that it does not have. */
export function lineStart(text: string, line: number): number {
  let at = 0;
  for (let left = line - 1; left > 0; left--) {
    const newline = text.indexOf("\n", at);
    if (newline < 0) return text.length;
    at = newline + 1;
  }
  return at;
}

/** The 1-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
