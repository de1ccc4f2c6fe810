import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

const packageOf = (specifier: string): string => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
const manifest = (name: string): string => join(repository, "node_modules", name, "package.json");

/** True when the package of a module specifier is among the development dependencies on disk. */
export const isInstalled = (specifier: string): boolean => existsSync(manifest(packageOf(specifier)));

/** Installed module specifiers that a pattern of the surface table stands for: itself, or all with the prefix before `*`. */
export const modulesOf = (pattern: string, packages: readonly string[]): string[] => {
  if (!pattern.endsWith("*")) return isInstalled(pattern) ? [pattern] : [];
  const prefix = pattern.slice(0, -1);
  return packages.flatMap(entryPoints).filter((specifier) => specifier.startsWith(prefix));
};

const entryPoints = (name: string): string[] => {
  const { exports } = JSON.parse(readFileSync(manifest(name), "utf8")) as { exports?: Record<string, unknown> }; // npm's format
  const paths = Object.keys(exports ?? { ".": "" }).filter((path) => /^\.(\/[^*]+)?$/.test(path));
  return paths.filter((path) => !/\.(json|js|mjs|cjs)$/.test(path)).map((path) => name + path.slice(1));
};

/** A program over texts by file name, next to the real declarations in `node_modules`. */
export const programOf = (texts: Readonly<Record<string, string>>): ts.Program => {
  const files = new Map(Object.entries(texts).map(([name, text]) => [join(repository, name), text]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  };
  return ts.createProgram([...files.keys()], OPTIONS, host);
};

/** Names that each module exports in its declarations, types included; null for one that does not resolve. */
export const exportsOf = (specifiers: readonly string[]): ReadonlyMap<string, ReadonlySet<string> | null> => {
  const name = "surface-exports.ts";
  const text = specifiers.map((specifier, n) => `import * as m${n} from "${specifier}";\nm${n};`).join("\n");
  const program = programOf({ [name]: text });
  const checker = program.getTypeChecker();
  const imports = program.getSourceFile(join(repository, name))?.statements.filter(ts.isImportDeclaration) ?? [];
  return new Map(
    imports.map((statement, n) => {
      const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
      const names = module && new Set(checker.getExportsOfModule(module).map((symbol) => symbol.name));
      return [specifiers[n] ?? "", names ?? null];
    }),
  );
};

/** What the compiler says about one of the texts: one line each, with the text's own line. */
export const complaintsAbout = (program: ts.Program, name: string): string[] => {
  const file = program.getSourceFile(join(repository, name));
  if (!file) throw new Error(`${name} is not in the program`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ start, messageText }) => {
      const line = file.text.split("\n")[file.getLineAndCharacterOfPosition(start ?? 0).line];
      return `${line}\n    ${ts.flattenDiagnosticMessageText(messageText, "\n    ")}`;
    },
  );
};
