import { ts } from "ts-morph";
import type { Resolver } from "../resolve/resolve-module.ts";
import type { SourceTree } from "../source-tree.ts";
import { type ParseCache, parseError, parseFiles, type Unparsable } from "./parse-file.ts";
import { ROOT } from "./program-paths.ts";
import { Reach } from "./reach.ts";
import { FRAMEWORK, LIB, StubFiles } from "./stub-files.ts";

export type { ParseCache };

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
  /** False only when nothing in `from` can stand for what `to` declares: see {@link Reach}. */
  reaches(from: ts.SourceFile, to: ts.SourceFile): boolean;
  /** False only when nothing in a file can stand for what a framework exports. */
  reachesSurface(from: ts.SourceFile): boolean;
  /** Files whose text does not parse cleanly, with the first message. */
  readonly unparsable: readonly Unparsable[];
}

/** Builds the program over `paths` (relative to the root). Never throws on odd source. */
export const loadProgram = (
  tree: SourceTree,
  resolver: Resolver,
  paths: readonly string[],
  cache: ParseCache = new Map(),
): LoadedProgram => {
  const { files, tooDeep } = parseFiles(tree, paths, cache);
  const stubs = new StubFiles(tree, files);
  const reach = new Reach();
  const host = hostOf(files, stubs, moduleResolution(resolver, files, stubs, reach));
  const program = ts.createProgram({ rootNames: [LIB, FRAMEWORK, ...files.keys()], options: OPTIONS, host });
  const sourceFiles = [...files.values()];
  return {
    checker: program.getTypeChecker(),
    sourceFiles,
    pathOf: (file) => (file.fileName.startsWith(ROOT) ? file.fileName.slice(ROOT.length) : undefined),
    specifierOf: (file) => stubs.specifierOf(file.fileName),
    reaches: (from, to) => reach.reaches(from, to),
    reachesSurface: (from) => reach.reachesStubs(from, sourceFiles),
    unparsable: [...tooDeep, ...sourceFiles.flatMap((file) => parseError(file) ?? [])],
  };
};

/** What a specifier stands for in a file; undefined when the program has nothing for it. */
type ResolveImport = (specifier: string, from: string) => ts.ResolvedModuleFull | undefined;

/** External modules of the surface become stubs; of the rest, only loaded files of the project are found. */
const moduleResolution =
  (resolver: Resolver, files: ReadonlyMap<string, ts.SourceFile>, stubs: StubFiles, reach: Reach): ResolveImport =>
  (specifier, from) => {
    const stub = from.startsWith(ROOT) ? stubs.nameFor(specifier) : undefined;
    const name = stub ?? loadedFile(resolver, files, specifier, from);
    if (name === undefined) return undefined;
    reach.note(from, name);
    return { resolvedFileName: name, extension: stub ? ts.Extension.Dts : extensionOf(name) };
  };

const loadedFile = (
  resolver: Resolver,
  files: ReadonlyMap<string, ts.SourceFile>,
  specifier: string,
  from: string,
): string | undefined => {
  const hit = from.startsWith(ROOT) ? resolver.resolve(specifier, from.slice(ROOT.length)) : undefined;
  return hit?.kind === "file" && files.has(ROOT + hit.path) ? ROOT + hit.path : undefined;
};

/** A host that knows the loaded files and the stubs, and no disk. */
const hostOf = (
  files: ReadonlyMap<string, ts.SourceFile>,
  stubs: StubFiles,
  resolve: ResolveImport,
): ts.CompilerHost => {
  const fileOf = (name: string): ts.SourceFile | undefined => files.get(name) ?? stubs.file(name);
  return {
    getSourceFile: fileOf,
    getDefaultLibFileName: () => LIB,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => fileOf(name) !== undefined,
    readFile: (name) => fileOf(name)?.text,
    directoryExists: () => true,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals, from) => literals.map((l) => ({ resolvedModule: resolve(l.text, from) })),
  };
};

const extensionOf = (path: string): ts.Extension => {
  const ext = /\.(?:d\.)?[cm]?[jt]sx?$/.exec(path)?.[0] ?? ".ts";
  return ext as ts.Extension; // the scan lists only these endings, and each is a member of ts.Extension
};
