import { styleText } from "node:util";
import { displayWidth } from "./display-width.ts";
import type { Line, Span, Style } from "./line.ts";

type Format = Parameters<typeof styleText>[0];

const formats: Record<Exclude<Style, "plain">, Format> = {
  title: "bold",
  label: "dim",
  place: "cyan",
  quiet: "dim",
  good: "green",
  warn: "yellow",
  bad: "red",
};

/** Wraps lines at spaces to `width` columns and colours them; a word wider than that stands alone and whole. */
export const renderLines = (
  lines: readonly Line[],
  { width, color }: { readonly width: number; readonly color: boolean },
): string => lines.flatMap((line) => wrap(line, width).map((spans) => `${paint(spans, color)}\n`)).join("");

function wrap(line: Line, width: number): Span[][] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  let column = 0;
  for (const word of toWords(line.spans)) {
    const wordWidth = word.reduce((sum, piece) => sum + displayWidth(piece.text), 0);
    const isSpace = word.every((piece) => piece.text.trim() === "");
    if (row.length === 0) {
      if (isSpace && rows.length > 0) continue;
      column = rows.length === 0 ? line.indent : line.hang;
      row.push({ text: " ".repeat(column), style: "plain" });
    } else if (!isSpace && row.length > 1 && column + wordWidth > width) {
      rows.push(row);
      column = line.hang;
      row = [{ text: " ".repeat(column), style: "plain" }];
    }
    row.push(...word);
    column += wordWidth;
  }
  return [...rows, row];
}

// A word may change its style inside, such as a coloured place before a plain comma: it is never torn there.
function toWords(spans: readonly Span[]): Span[][] {
  const words: Span[][] = [];
  let wasSpace: boolean | undefined;
  for (const { text, style } of spans) {
    for (const piece of text.match(/ +|[^ ]+/g) ?? []) {
      const isSpace = piece.startsWith(" ");
      if (isSpace !== wasSpace) words.push([]);
      words.at(-1)?.push({ text: piece, style });
      wasSpace = isSpace;
    }
  }
  return words;
}

function paint(spans: readonly Span[], color: boolean): string {
  const kept = spans.slice(0, spans.findLastIndex((it) => it.text.trim() !== "") + 1);
  if (!color) return kept.map((it) => it.text).join("");
  return mergeStyles(kept)
    .map((it) => (it.style === "plain" ? it.text : styleText(formats[it.style], it.text, { validateStream: false })))
    .join("");
}

function mergeStyles(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const it of spans) {
    const last = merged.at(-1);
    if (last?.style === it.style) merged[merged.length - 1] = { text: last.text + it.text, style: it.style };
    else merged.push(it);
  }
  return merged;
}
