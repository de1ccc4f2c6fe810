import { dirname } from "node:path";
import ts from "typescript";

// Declarations of packages are parsed once for all apps; files of the apps are read each time.
const cachedFiles = new Map<string, ts.SourceFile | undefined>();

/** Type-checks an app under its own tsconfig. Returns one `file(line): code message` a diagnostic; empty if clean. */
export const typecheckApp = (tsconfigFile: string): string[] => {
  const { config, error } = ts.readConfigFile(tsconfigFile, ts.sys.readFile);
  if (error) return [toText(error)];
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(tsconfigFile), undefined, tsconfigFile);
  const host = cachingHost(parsed.options);
  const program = ts.createProgram({ rootNames: parsed.fileNames, options: { ...parsed.options, noEmit: true }, host });
  return [...parsed.errors, ...ts.getPreEmitDiagnostics(program)].map(toText);
};

const cachingHost = (options: ts.CompilerOptions): ts.CompilerHost => {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (fileName, languageVersionOrOptions, onError, shouldCreate) => {
    if (!fileName.includes("/node_modules/")) return read(fileName, languageVersionOrOptions, onError, shouldCreate);
    // A file is parsed differently by language version and module format, so both belong to its identity.
    const key = `${JSON.stringify(languageVersionOrOptions)} ${fileName}`;
    if (!cachedFiles.has(key)) {
      cachedFiles.set(key, read(fileName, languageVersionOrOptions, onError, shouldCreate));
    }
    return cachedFiles.get(key);
  };
  return host;
};

const toText = ({ file, start, code, messageText }: ts.Diagnostic): string => {
  const text = `TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  if (!file || start === undefined) return text;
  return `${file.fileName}(${file.getLineAndCharacterOfPosition(start).line + 1}): ${text}`;
};
