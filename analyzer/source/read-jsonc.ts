import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";

/** What could be read of a JSON text, and the first thing wrong with it. */
export interface JsonReading {
  readonly value: unknown;
  /** Such as `comma expected at line 3, column 7`; absent when the text is fine. */
  readonly problem?: string;
}

/** Reads JSON with comments and trailing commas. Never throws; of a broken text it keeps what is readable. */
export function readJsonc(text: string): JsonReading {
  try {
    return { value: JSON.parse(text) as unknown }; // most are plain JSON, which the engine reads ten times as fast
  } catch {
    return readLoosely(text);
  }
}

function readLoosely(text: string): JsonReading {
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true });
  } catch {
    return { value: undefined, problem: "nested too deeply" };
  }
  const first = errors[0];
  if (first === undefined) return { value };
  return { value, problem: `${wordsOf(printParseErrorCode(first.error))} at ${positionOf(text, first.offset)}` };
}

const wordsOf = (code: string): string => code.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

function positionOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
