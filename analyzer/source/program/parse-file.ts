import { ts } from "ts-morph";
import type { SourceTree } from "../source-tree.ts";
import { ROOT } from "./program-paths.ts";

/** Source files parsed before, by path; a rebuild over a larger set then only binds. */
export type ParseCache = Map<string, ts.SourceFile>;

/** A file that is not wholly read, and why. */
export interface Unparsable {
  readonly file: string;
  readonly reason: string;
}

/** Parses a text with the settings of the one program. */
export const parse = (fileName: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    fileName,
    text,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo },
    false, // the binder of the one program sets the parents
  );

/** Parses the files of `paths` that exist, each once; those nested too deep for the parser are left empty and told of. */
export const parseFiles = (
  tree: Pick<SourceTree, "readText">,
  paths: readonly string[],
  cache: ParseCache,
): { readonly files: ReadonlyMap<string, ts.SourceFile>; readonly tooDeep: readonly Unparsable[] } => {
  const files = new Map<string, ts.SourceFile>();
  const tooDeep: Unparsable[] = [];
  for (const path of paths) {
    const text = cache.has(path) ? undefined : tree.readText(path);
    const file = cache.get(path) ?? (text === undefined ? undefined : parseOrEmpty(ROOT + path, text, tooDeep));
    if (!file) continue;
    if (file.text !== "") cache.set(path, file); // one that is left out is looked at, and told of, every time
    files.set(ROOT + path, file);
  }
  return { files, tooDeep };
};

/** The compiler's binder and checker recurse: beyond this many levels (400 chained calls make 800) they overflow. */
const MAX_DEPTH = 1000;

/** A file nested too deep for the compiler is left empty, and said to be. */
const parseOrEmpty = (fileName: string, text: string, tooDeep: Unparsable[]): ts.SourceFile => {
  const file = parseOrNothing(fileName, text);
  if (file && !isDeeperThan(file, MAX_DEPTH)) return file;
  tooDeep.push({ file: fileName.slice(ROOT.length), reason: "nested too deep for the compiler: not analysed" });
  return parse(fileName, "");
};

const parseOrNothing = (fileName: string, text: string): ts.SourceFile | undefined => {
  try {
    return parse(fileName, text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** No syntax nests more levels than this in one character of text. */
const MAX_LEVELS_A_CHARACTER = 4;

/** Looks only at nodes that are long enough to nest that deep: few are. */
const isDeeperThan = (file: ts.SourceFile, limit: number): boolean => {
  let level: ts.Node[] = [file];
  for (let depth = 0; level.length; depth++) {
    if (depth > limit) return true;
    const shortest = (limit - depth) / MAX_LEVELS_A_CHARACTER;
    const next: ts.Node[] = [];
    const same = [...level]; // sums of thousands of parts are no trouble: the compiler takes them in a loop
    for (const node of same)
      ts.forEachChild(node, (child) => {
        if (child.end - child.pos < shortest) return;
        (ts.isBinaryExpression(node) && ts.isBinaryExpression(child) ? same : next).push(child);
      });
    level = next;
  }
  return false;
};

/** The file's first syntax error, as a reason; undefined when it parsed cleanly. */
export const parseError = (file: ts.SourceFile): Unparsable | undefined => {
  const error = firstParseError(file);
  if (!error) return undefined;
  const { line, character } = file.getLineAndCharacterOfPosition(error.start ?? 0);
  const message = ts.flattenDiagnosticMessageText(error.messageText, " ");
  const reason = `not parsed cleanly at ${line + 1}:${character + 1}: ${message}`;
  return { file: file.fileName.slice(ROOT.length), reason };
};

/** `parseDiagnostics` is not in the public types, but every parsed file carries it. */
const firstParseError = (file: ts.SourceFile): ts.Diagnostic | undefined =>
  (file as ts.SourceFile & { parseDiagnostics?: ts.Diagnostic[] }).parseDiagnostics?.[0];
