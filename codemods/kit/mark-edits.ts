import { ts } from "ts-morph";
import type { ManualMark, TextEdit } from "./edit-plan.ts";
import { lineStart } from "./line-around.ts";
import { parseSource } from "./parse-source.ts";
import { newlineOf } from "./text-style.ts";

/** What a mark begins with; a person turns `todo` into `ignore` to say that the place stays as it is. */
export const markPattern = /\/\/ @unconduct (todo|ignore)\(([a-z0-9-]+)\)/;

/** The edits that set marks above their lines in one file. A place that has one of this codemod, done or not, gets no second. */
export function markEdits(codemodId: string, file: string, text: string, marks: readonly ManualMark[]): TextEdit[] {
  const source = parseSource(file, text);
  const newline = newlineOf(text);
  const places = new Map<number, string[]>();
  for (const { line, reason } of marks) {
    const at = commentableLine(source, lineStart(text, line));
    if (isMarked(text, at, codemodId)) continue;
    const reasons = places.get(at) ?? [];
    if (!reasons.includes(reason)) places.set(at, [...reasons, reason]);
  }
  return [...places].map(([start, reasons]) => {
    const indent = /^[ \t]*/.exec(text.slice(start).replace("\uFEFF", ""))?.[0] ?? "";
    const at = text[start] === "\uFEFF" ? start + 1 : start;
    return {
      file,
      start: at,
      end: at,
      text: reasons.map((it) => `${indent}${markText(codemodId, it)}${newline}`).join(""),
    };
  });
}

/** The comment that a mark becomes. */
export const markText = (codemodId: string, reason: string): string =>
  `// @unconduct todo(${codemodId}): ${reason.replace(/\s+/g, " ")}`;

/** True when a line, by its offset, already has a mark of the codemod among the comments right above it. */
function isMarked(text: string, start: number, codemodId: string): boolean {
  const above = text.slice(0, start).split("\n").slice(0, -1).reverse();
  for (const line of above) {
    if (!/^\s*\/\//.test(line)) return false;
    if (markPattern.exec(line)?.[2] === codemodId) return true;
  }
  return false;
}

/** The start of the nearest line at or above `start` where a comment is a comment, not text of a template or of JSX. */
function commentableLine(source: ts.SourceFile, start: number): number {
  const text = source.text;
  let at = start;
  for (;;) {
    const first = at + (/^[\s\uFEFF]*/.exec(text.slice(at))?.[0].length ?? 0);
    const holder = outermost(source, first, (node) => isText(node) && node.getStart(source) < at);
    if (!holder) return at;
    at = text.lastIndexOf("\n", holder.getStart(source) - 1) + 1;
  }
}

const isText = (node: ts.Node): boolean =>
  ts.isTemplateExpression(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isJsxElement(node) ||
  ts.isJsxSelfClosingElement(node) ||
  ts.isJsxFragment(node);

function outermost(source: ts.SourceFile, at: number, wanted: (node: ts.Node) => boolean): ts.Node | undefined {
  const find = (node: ts.Node): ts.Node | undefined => {
    if (at < node.getFullStart() || at >= node.end) return undefined;
    return wanted(node) ? node : ts.forEachChild(node, find);
  };
  return find(source);
}
