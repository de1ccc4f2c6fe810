import { ts } from "ts-morph";

/** Parses one file by the kind its name says; parents are set. Never throws: broken text gives a tree with errors. */
export const parseSource = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest }, true);

/** True for the names of files that hold TypeScript or JavaScript. */
export const isSourceFile = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file);

/** What the parser says against a text, such as `src/a.ts:3: ';' expected.`; empty when it parses. */
export function parseErrors(file: string, text: string): string[] {
  if (!isSourceFile(file)) return [];
  const options = { allowJs: true, noResolve: true, noLib: true, jsx: ts.JsxEmit.Preserve };
  const result = ts.transpileModule(text, { fileName: file, reportDiagnostics: true, compilerOptions: options });
  return (result.diagnostics ?? [])
    .filter((it) => it.category === ts.DiagnosticCategory.Error && it.start !== undefined)
    .map((it) => {
      const line = text.slice(0, it.start).split("\n").length;
      return `${file}:${line}: ${ts.flattenDiagnosticMessageText(it.messageText, " ")}`;
    });
}
