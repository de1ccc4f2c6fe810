/** What a piece of text is; `renderLines` gives each its colour. Meaning never hangs on colour alone. */
export type Style = "plain" | "title" | "label" | "place" | "quiet" | "good" | "warn" | "bad";

/** A piece of a line, in one style. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** A line before it is wrapped. Spans follow each other as they are: the spaces between are part of their text. */
export interface Line {
  /** Columns before the text. */
  readonly indent: number;
  /** Columns before the lines it is continued on. */
  readonly hang: number;
  readonly spans: readonly Span[];
}

/** A piece of text in a style. */
export const span = (text: string, style: Style = "plain"): Span => ({ text, style });

/** A line; a bare string is plain. */
export const line = (indent: number, ...parts: readonly (Span | string)[]): Line => ({
  indent,
  hang: indent + 2,
  spans: parts.map((part) => (typeof part === "string" ? span(part) : part)),
});

/** An empty line. */
export const blank: Line = { indent: 0, hang: 0, spans: [] };

const labelColumns = 12;

/** `label       text`, continued below the text. */
export const row = (label: string, ...parts: readonly (Span | string)[]): Line => {
  const padded = span(label.padEnd(labelColumns), "label");
  return { ...line(2, padded, ...parts), hang: 2 + labelColumns };
};
