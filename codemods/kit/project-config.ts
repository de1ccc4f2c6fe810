import { join } from "node:path";
import type { ts as Ts } from "ts-morph";

/** The settings that one file is compiled with. */
export interface FileConfig {
  /** Absolute path of the tsconfig; empty where no file says anything. */
  readonly id: string;
  readonly options: Ts.CompilerOptions;
  /** Absolute. */
  readonly fileNames: readonly string[];
}

/** The nearest tsconfig or jsconfig at or below the root, or the one among its references that lists the file. */
export function configFor(ts: typeof Ts, root: string, file: string): FileConfig {
  const absolute = join(root, file);
  const folders = file.split("/").slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = join(root, ...folders.slice(0, depth));
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const path = join(folder, name);
      if (ts.sys.fileExists(path)) return listing(ts, path, absolute) ?? parse(ts, path);
    }
  }
  return { id: "", options: looseOptions(ts), fileNames: [] };
}

/** The config among this one and its references that compiles the file. */
function listing(ts: typeof Ts, path: string, file: string, seen: Set<string> = new Set()): FileConfig | undefined {
  if (seen.has(path)) return undefined;
  seen.add(path);
  const config = parse(ts, path);
  if (config.fileNames.includes(file)) return config;
  const references = config.references.map((it) => ts.resolveProjectReferencePath(it));
  for (const it of references) {
    const found = ts.sys.fileExists(it) ? listing(ts, it, file, seen) : undefined;
    if (found) return found;
  }
  return undefined;
}

function parse(ts: typeof Ts, path: string): FileConfig & { readonly references: readonly Ts.ProjectReference[] } {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(path, {}, host);
  const options = { ...parsed?.options, noEmit: true, skipLibCheck: true, composite: false, incremental: false };
  return {
    id: path,
    options: { ...options, declaration: false, declarationMap: false, emitDeclarationOnly: false },
    fileNames: parsed?.fileNames ?? [],
    references: parsed?.projectReferences ?? [],
  };
}

/** For files that no settings speak of: whatever a bundler or a type-stripping runtime takes. */
const looseOptions = (ts: typeof Ts): Ts.CompilerOptions => ({
  allowJs: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
