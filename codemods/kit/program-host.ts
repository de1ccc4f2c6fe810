import { join } from "node:path";
import { ts as ownCompiler, type ts as Ts } from "ts-morph";
import { frameworkRange } from "./emitted-packages.ts";
import { ownLibraries, ownLibraryFolder } from "./own-libraries.ts";

/** What a program is built from. */
export interface ProgramHostOptions {
  readonly ts: typeof Ts;
  readonly options: Ts.CompilerOptions;
  /** Texts that stand for those on the disk, by absolute path; null hides a file. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** See `TypeCheck.declarations`. */
  readonly declarations: ReadonlyMap<string, string>;
  /** Folder from whose `node_modules` the declarations take what they import. */
  readonly home: string;
  /** Parsed files that several programs share. */
  readonly parsed: Map<string, Ts.SourceFile>;
}

/** A compiler host over the disk with some texts replaced, which finds the modules that codemods emit even where they are not installed. */
export function programHost({ ts, options, texts, declarations, home, parsed }: ProgramHostOptions): Ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  const isOwn = ts === ownCompiler;
  const virtual = new Map([
    ...[...declarations].flatMap(([module, text]) => virtualFiles(home, module, text)),
    ...(isOwn ? ownLibraries() : []),
  ]);
  if (isOwn) host.getDefaultLibLocation = () => ownLibraryFolder;
  if (isOwn) host.getDefaultLibFileName = (it) => `${ownLibraryFolder}/${ts.getDefaultLibFileName(it)}`;
  host.fileExists = (path) => {
    const text = texts.get(path);
    return text === undefined ? virtual.has(path) || fileExists.call(host, path) : text !== null;
  };
  host.readFile = (path) => texts.get(path) ?? virtual.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = texts.has(path) ? texts.get(path) : virtual.get(path);
    if (text === null) return undefined;
    const key = `${path} ${JSON.stringify(languageVersion)}`;
    const parse = () =>
      text === undefined
        ? getSourceFile.call(host, path, languageVersion, ...rest)
        : ts.createSourceFile(path, text, languageVersion, true);
    if (texts.has(path)) return parse();
    const known = parsed.get(key) ?? parse();
    if (known) parsed.set(key, known);
    return known;
  };
  const cache = ts.createModuleResolutionCache(home, (it) => it, options);
  const resolve = (name: string, from: string, mode: Ts.ResolutionMode, redirect?: Ts.ResolvedProjectReference) => {
    const find = (it: string, where: string) => ts.resolveModuleName(it, where, options, host, cache, redirect, mode);
    const found = find(name, from);
    if (!found.resolvedModule && virtual.has(from)) {
      // Our declarations build on what the framework builds on, which strict layouts (pnpm) show to the framework only.
      const framework = find(frameworkRange.name, from).resolvedModule;
      return framework ? find(name, framework.resolvedFileName) : found;
    }
    if (found.resolvedModule || !declarations.has(name)) return found;
    const [extension, resolvedFileName] =
      mode === ts.ModuleKind.CommonJS
        ? [ts.Extension.Dcts, virtualPath(home, name, ".d.cts")]
        : [ts.Extension.Dmts, virtualPath(home, name, ".d.mts")];
    return { resolvedModule: { resolvedFileName, extension, isExternalLibraryImport: true } };
  };
  host.resolveModuleNameLiterals = (literals, from, redirect, _, source) =>
    literals.map((it) => resolve(it.text, from, ts.getModeForUsageLocation(source, it, options), redirect));
  // Compilers before 5.0 ask this way.
  host.resolveModuleNames = (names, from, _, redirect, __, source) =>
    names.map((it) => resolve(it, from, source?.impliedNodeFormat, redirect).resolvedModule);
  return host;
}

const virtualFiles = (home: string, module: string, text: string): [string, string][] =>
  [".d.mts", ".d.cts"].map((extension) => [virtualPath(home, module, extension), text]);

const virtualPath = (home: string, module: string, extension: string): string =>
  join(home, "node_modules", ".unconduct", `${module.replaceAll("/", "-")}${extension}`);
