import { ts } from "ts-morph";
import { walkNodes } from "./walk-nodes.ts";

/** How a file is written, so that what is inserted looks like the rest. */
export interface TextStyle {
  readonly newline: "\n" | "\r\n";
  readonly quote: '"' | "'";
  readonly semicolon: "" | ";";
  /** One step of indentation. */
  readonly indent: string;
}

/** The style of a parsed file; what the file does not show is taken from `fallback`. */
export function styleOf(source: ts.SourceFile, fallback: TextStyle = defaultStyle): TextStyle {
  const text = source.text;
  const strings: string[] = [];
  walkNodes(source, (node) => {
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) strings.push(text[node.getStart(source)] ?? "");
  });
  const double = strings.filter((it) => it === '"').length;
  const single = strings.filter((it) => it === "'").length;
  return {
    newline: newlineOf(text),
    quote: double === single ? fallback.quote : double > single ? '"' : "'",
    semicolon: semicolonOf(source) ?? fallback.semicolon,
    indent: indentOf(text) ?? fallback.indent,
  };
}

/** For a file that shows nothing. */
export const defaultStyle: TextStyle = { newline: "\n", quote: '"', semicolon: ";", indent: "  " };

/** The line ending that most lines of a text have. */
export function newlineOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  const windows = text.split("\r\n").length - 1;
  return windows * 2 > all ? "\r\n" : "\n";
}

/** One step of indentation as the first indented lines show it; undefined where no line is indented. */
export function indentOf(text: string): string | undefined {
  const lines = text.split("\n").filter((line) => !/^\s*\*/.test(line));
  const first = lines.map((line) => /^(\t+| {2,})\S/.exec(line)?.[1]).find((it) => it !== undefined);
  if (first === undefined) return undefined;
  if (first.startsWith("\t")) return "\t";
  const widths = lines.map((line) => /^( {2,})\S/.exec(line)?.[1]?.length ?? 0).filter((it) => it > 0);
  return " ".repeat(Math.min(8, ...widths));
}

/** By statements that may end either way. */
function semicolonOf(source: ts.SourceFile): "" | ";" | undefined {
  let withOne = 0;
  let without = 0;
  walkNodes(source, (node) => {
    if (!ts.isImportDeclaration(node) && !ts.isVariableStatement(node) && !ts.isExpressionStatement(node)) return;
    if (source.text[node.getEnd() - 1] === ";") withOne++;
    else without++;
  });
  return withOne === without ? undefined : withOne > without ? ";" : "";
}
