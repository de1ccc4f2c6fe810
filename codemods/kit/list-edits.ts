import type { ts } from "ts-morph";
import type { TextEdit } from "./edit-plan.ts";

/** What one pair of braces in an import gains and loses. */
export interface ListChange {
  readonly list: ts.NamedImports | ts.ObjectBindingPattern;
  readonly drop: ts.Node[];
  readonly add: string[];
}

/** New names take the places of dropped ones first; the rest follows the last name. The list keeps at least one name. */
export function addToList(file: string, source: ts.SourceFile, { list, drop, add }: ListChange): TextEdit[] {
  const elements: readonly ts.Node[] = list.elements;
  const dropped = elements.filter((it) => drop.includes(it));
  const replaced = dropped.slice(0, add.length);
  const edits = replaced.map((it, index): TextEdit => {
    return { file, start: it.getStart(source), end: it.end, text: add[index] ?? "" };
  });
  const rest = add.slice(replaced.length);
  const last = elements.at(-1);
  const text = rest.map((name) => separatorOf(source, elements) + name).join("");
  if (rest.length > 0 && last) edits.push({ file, start: last.end, end: last.end, text });
  if (rest.length > 0 && !last)
    edits.push({ file, start: list.getStart(source), end: list.end, text: `{ ${rest.join(", ")} }` });
  return [...edits, ...dropFromList(file, source, { list, drop: dropped.slice(add.length), add: [] })];
}

/** Removes names with their commas. At least one name of the list must stay. */
export function dropFromList(file: string, source: ts.SourceFile, { list, drop }: ListChange): TextEdit[] {
  const elements: readonly ts.Node[] = list.elements;
  const lastKept = elements.findLastIndex((it) => !drop.includes(it));
  const edits: TextEdit[] = [];
  elements.forEach((it, index) => {
    const next = elements[index + 1];
    if (drop.includes(it) && index < lastKept && next)
      edits.push({ file, start: it.getStart(source), end: next.getStart(source), text: "" });
  });
  const kept = elements[lastKept];
  const last = elements.at(-1);
  if (last && kept && last !== kept) edits.push({ file, start: kept.end, end: last.end, text: "" });
  return edits;
}

/** What lies between two names of the list: a comma and a space, or a comma and a new line. */
function separatorOf(source: ts.SourceFile, elements: readonly ts.Node[]): string {
  const [last, before] = [elements.at(-1), elements.at(-2)];
  if (!last || !before) return ", ";
  const between = source.text.slice(before.end, last.getStart(source));
  return /^,\s*$/.test(between) ? between : ", ";
}
