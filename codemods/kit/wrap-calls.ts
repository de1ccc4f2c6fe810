import type { ts } from "ts-morph";
import type { PlanContext } from "./define-codemod.ts";
import type { Change, TextEdit } from "./edit-plan.ts";
import { importEdits, usesRequire } from "./import-edits.ts";
import { relativeImport } from "./relative-import.ts";
import { styleOf } from "./text-style.ts";

/** Calls of one file whose results will be handed to a function of the seam. */
export interface WrappedCalls {
  /** Names the change. */
  readonly id: string;
  /** POSIX, relative to the root. */
  readonly file: string;
  /** 1-based; where a reader of the diff should look. */
  readonly line: number;
  /** What the change does, for people. */
  readonly what: string;
  /** What the seam exports. */
  readonly name: string;
  readonly source: ts.SourceFile;
  readonly calls: readonly ts.CallExpression[];
}

/** A name that none of `taken` is. */
export const freeName = (name: string, taken: readonly string[]): string =>
  [name, ...taken.map((_, index) => `${name}${index + 2}`)].find((it) => !taken.includes(it)) ?? name;

/** Puts a function of the seam around each call, and imports it. */
export function wrapCalls(
  context: PlanContext,
  wrapped: readonly WrappedCalls[],
  seam: string,
  isModule: boolean,
): { readonly changes: readonly Change[]; readonly imports: readonly TextEdit[] } {
  const locals = new Map(wrapped.map((it) => [it, localName(it)]));
  const changes = wrapped.map((it): Change => {
    const { id, file, line, what, source, calls } = it;
    const local = locals.get(it) ?? it.name;
    const edits = calls.flatMap((call): TextEdit[] => [
      { file, start: call.getStart(source), end: call.getStart(source), text: `${local}(` },
      { file, start: call.end, end: call.end, text: ")" },
    ]);
    return { id, file, line, what, edits };
  });
  const files = [...new Set(wrapped.map((it) => it.file))];
  const imports = files.flatMap((file) => {
    const own = wrapped.filter((it) => it.file === file);
    const source = own[0]?.source;
    if (!source) return [];
    const module = relativeImport(context, file, seam);
    const add = own.map((it) => ({ module, name: it.name, local: locals.get(it) ?? it.name, typeOnly: false }));
    const require = usesRequire(file, source, isModule);
    return importEdits({ file, source, style: styleOf(source), add, remove: [], require });
  });
  return { changes, imports };
}

/** The function's own name unless the file uses that for something else. */
function localName({ name, source }: WrappedCalls): string {
  const isTaken = (it: string): boolean => new RegExp(`\\b${it}\\b`).test(source.text);
  if (!isTaken(name)) return name;
  return freeName(`${name}Guarded`, isTaken(`${name}Guarded`) ? [`${name}Guarded`] : []);
}
