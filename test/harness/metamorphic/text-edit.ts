import ts from "typescript";

/** Replaces the text from `start` to `end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap; of edits at one place the first stands first. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);

/** Parses a file by its name's ending, with parents set. */
export const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.ES2023,
    true,
    /\.(jsx|tsx)$/.test(path) ? ts.ScriptKind.TSX : undefined,
  );

/** Every node below and with `node`. */
export const nodesOf = (node: ts.Node): ts.Node[] => {
  const all: ts.Node[] = [node];
  for (const at of all) ts.forEachChild(at, (child) => void all.push(child));
  return all;
};

/** True for `.ts`, `.js` and their kin, without declarations. */
export const isSource = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
