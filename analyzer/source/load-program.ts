import { ts } from "ts-morph";
import type { Resolver } from "./resolve/resolve-module.ts";
import type { SourceTree } from "./source-tree.ts";
import { FRAMEWORK_STUBS } from "./surface/framework-stubs.ts";
import { MINI_LIB } from "./surface/mini-lib.ts";
import { stubModule } from "./surface/stub-module.ts";
import { surfaceGroup } from "./surface/surface.ts";

const ROOT = "/r/";
const STUBS = "/stubs/";
const LIB = "/lib/lib.d.ts";
const FRAMEWORK = "/lib/framework.d.ts";

/** Options that proved to lose no type on bare clones; nobody asks for diagnostics. */
const OPTIONS: ts.CompilerOptions = {
  noLib: true,
  types: [],
  allowJs: true,
  checkJs: true,
  strict: false,
  noImplicitAny: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
};

/** One TypeScript program over the working set, with generated stubs as its only libraries. */
export interface LoadedProgram {
  readonly checker: ts.TypeChecker;
  /** The project's own files, in path order. */
  readonly sourceFiles: readonly ts.SourceFile[];
  /** Path relative to the audited root, or undefined for a stub. */
  pathOf(sourceFile: ts.SourceFile): string | undefined;
  /** Specifier of the external module that a stub file stands for. */
  specifierOf(sourceFile: ts.SourceFile): string | undefined;
  /** Files whose text does not parse cleanly, with the first message. */
  readonly unparsable: readonly { readonly file: string; readonly reason: string }[];
}

/** Source files parsed before, by path; a rebuild over a larger set then only binds. */
export type ParseCache = Map<string, ts.SourceFile>;

const parse = (fileName: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    fileName,
    text,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo },
    true,
  );

/** Parsed once for all programs: they never change. */
const LIBRARY = parse(LIB, MINI_LIB);
const SURFACE_LIBRARY = parse(FRAMEWORK, FRAMEWORK_STUBS);

/** The compiler's parser recurses: a file nested thousands deep is left out, and said to be. */
const parseOrEmpty = (fileName: string, text: string, tooDeep: { file: string; reason: string }[]): ts.SourceFile => {
  try {
    return parse(fileName, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    tooDeep.push({ file: fileName.slice(ROOT.length), reason: "nested too deep to parse" });
    return parse(fileName, "");
  }
};

const extensionOf = (path: string): ts.Extension => {
  const ext = /\.(?:d\.)?[cm]?[jt]sx?$/.exec(path)?.[0] ?? ".ts";
  return ext as ts.Extension; // the scan lists only these endings, and each is a member of ts.Extension
};

/** `parseDiagnostics` is not in the public types, but every parsed file carries it. */
const firstParseError = (file: ts.SourceFile): ts.Diagnostic | undefined =>
  (file as ts.SourceFile & { parseDiagnostics?: ts.Diagnostic[] }).parseDiagnostics?.[0];

/** Capitalised words of the files that import `specifier`: candidates for exports that the table knows only by rule. */
const candidateNames = (texts: Iterable<string>): Set<string> => {
  const names = new Set<string>();
  for (const text of texts) for (const match of text.matchAll(/\b[A-Z]\w+/g)) names.add(match[0]);
  return names;
};

/** Builds the program over `paths` (relative to the root). Never throws on odd source. */
export const loadProgram = (
  tree: SourceTree,
  resolver: Resolver,
  paths: readonly string[],
  cache: ParseCache = new Map(),
): LoadedProgram => {
  const files = new Map<string, ts.SourceFile>();
  const tooDeep: { file: string; reason: string }[] = [];
  const importers = new Map<string, Set<string>>();
  for (const path of paths) {
    let file = cache.get(path);
    if (!file) {
      const text = tree.readText(path);
      if (text === undefined) continue;
      file = parseOrEmpty(ROOT + path, text, tooDeep);
      cache.set(path, file);
    }
    files.set(ROOT + path, file);
    for (const specifier of tree.files.get(path)?.specifiers ?? [])
      if (surfaceGroup(specifier)) {
        const set = importers.get(specifier) ?? new Set();
        set.add(file.text);
        importers.set(specifier, set);
      }
  }
  const stubs = new Map<string, ts.SourceFile>([
    [LIB, LIBRARY],
    [FRAMEWORK, SURFACE_LIBRARY],
  ]);
  const specifiers = new Map<string, string>();
  const stubFor = (specifier: string): string | undefined => {
    const name = `${STUBS}${specifier.replace(/[^\w@./-]/g, "_")}.d.ts`;
    if (stubs.has(name)) return name;
    const text = stubModule(specifier, candidateNames(importers.get(specifier) ?? []));
    if (text === undefined) return undefined;
    stubs.set(name, parse(name, text));
    specifiers.set(name, specifier);
    return name;
  };
  const resolve = (specifier: string, from: string): ts.ResolvedModuleFull | undefined => {
    if (!from.startsWith(ROOT)) return undefined;
    const stub = stubFor(specifier);
    if (stub) return { resolvedFileName: stub, extension: ts.Extension.Dts };
    const hit = resolver.resolve(specifier, from.slice(ROOT.length));
    if (hit.kind !== "file" || !files.has(ROOT + hit.path)) return undefined;
    return { resolvedFileName: ROOT + hit.path, extension: extensionOf(hit.path) };
  };
  const host: ts.CompilerHost = {
    getSourceFile: (name) => files.get(name) ?? stubs.get(name),
    getDefaultLibFileName: () => LIB,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => files.has(name) || stubs.has(name),
    readFile: (name) => (files.get(name) ?? stubs.get(name))?.text,
    directoryExists: () => true,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals, from) => literals.map((l) => ({ resolvedModule: resolve(l.text, from) })),
  };
  const program = ts.createProgram({ rootNames: [LIB, FRAMEWORK, ...files.keys()], options: OPTIONS, host });
  const sourceFiles = [...files.values()];
  return {
    checker: program.getTypeChecker(),
    sourceFiles,
    pathOf: (file) => (file.fileName.startsWith(ROOT) ? file.fileName.slice(ROOT.length) : undefined),
    specifierOf: (file) => specifiers.get(file.fileName),
    unparsable: [
      ...tooDeep,
      ...sourceFiles.flatMap((file) => {
        const error = firstParseError(file);
        if (!error) return [];
        const { line, character } = file.getLineAndCharacterOfPosition(error.start ?? 0);
        const reason = `not parsed cleanly at ${line + 1}:${character + 1}: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`;
        return [{ file: file.fileName.slice(ROOT.length), reason }];
      }),
    ],
  };
};
