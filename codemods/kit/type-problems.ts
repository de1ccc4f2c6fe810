import { dirname, join, relative } from "node:path";
import type { ts as Ts } from "ts-morph";
import type { Compiler } from "./load-compiler.ts";
import { isSourceFile } from "./parse-source.ts";
import type { FileChange } from "./plan-files.ts";
import { programHost } from "./program-host.ts";
import { configFor } from "./project-config.ts";

/** What the type check compares. */
export interface TypeCheck {
  /** Absolute, real path. */
  readonly root: string;
  readonly compiler: Compiler;
  readonly files: readonly FileChange[];
  /** Declarations of the modules that codemods emit imports of, by module name; used where they are not installed. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** Codes that say that something is not installed: cannot find a module, its declarations, or a name of Node's. */
const notFound: ReadonlySet<number> = new Set([2307, 7016, 2580, 2591, 2792]);

/**
 * Diagnostics that the changes bring, such as `src/a.ts:3 TS2322: …`, by file, code and message; those that were there
 * before do not count. Where the project's packages are not installed, neither does what cannot be found.
 */
export function typeProblems({ root, compiler, files, declarations }: TypeCheck): string[] {
  const { ts } = compiler;
  const sources = files.filter((it) => isSourceFile(it.file));
  const configs = new Map<string, ReturnType<typeof configFor>>();
  const configOf = (file: string) => configFor(ts, root, standsFor(file, sources));
  for (const { file } of sources) {
    const config = configOf(file);
    configs.set(config.id, configs.get(config.id) ?? config);
  }
  return [...configs.values()].flatMap((config) => {
    const own = sources.filter(({ file }) => configOf(file).id === config.id);
    const rootNames = [...new Set([...config.fileNames, ...own.map(({ file }) => join(root, file))])];
    const parsed = new Map<string, Ts.SourceFile>();
    const check = (side: "before" | "after"): Found[] => {
      const texts = new Map(files.map((it) => [join(root, it.file), it[side]]));
      const host = programHost({
        ts,
        options: config.options,
        texts,
        declarations,
        home: home(root, config.id),
        parsed,
      });
      return diagnose(
        ts,
        ts.createProgram({
          rootNames: rootNames.filter((it) => texts.get(it) !== null),
          options: config.options,
          host,
        }),
        root,
      );
    };
    return added(check("before"), check("after"));
  });
}

/** A file that does not exist yet is in no list of a tsconfig: the changed one nearest to it tells how it is compiled. */
function standsFor(file: string, sources: readonly FileChange[]): string {
  if (sources.find((it) => it.file === file)?.before !== null) return file;
  const shared = (other: string): number => {
    const [own, its] = [file.split("/"), other.split("/")];
    const end = own.findIndex((part, index) => its[index] !== part);
    return end < 0 ? own.length : end;
  };
  const there = sources.filter((it) => it.before !== null).sort((a, b) => shared(b.file) - shared(a.file));
  return there[0]?.file ?? file;
}

const home = (root: string, config: string): string => (config === "" ? root : dirname(config));

interface Found {
  readonly file: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

function added(before: readonly Found[], after: readonly Found[]): string[] {
  const isBare = before.some((it) => it.code === 2307 && !/'\.{1,2}\//.test(it.message));
  const left = new Map<string, number>();
  const keyOf = (it: Found): string => `${it.file} ${it.code} ${it.message}`;
  for (const it of before) left.set(keyOf(it), (left.get(keyOf(it)) ?? 0) + 1);
  return after
    .filter((it) => {
      const known = left.get(keyOf(it)) ?? 0;
      left.set(keyOf(it), known - 1);
      return known <= 0 && !(isBare && notFound.has(it.code) && !/'\.{1,2}\//.test(it.message));
    })
    .map((it) => `${it.file}:${it.line} TS${it.code}: ${it.message}`);
}

/** The file is not under `rootDir`. */
const OUTSIDE_ROOT_DIR = 6059;

function diagnose(ts: typeof Ts, program: Ts.Program, root: string): Found[] {
  const { rootDir } = program.getCompilerOptions();
  // What lies outside `rootDir` itself is run another way than by this build (an example, a script): the build's limits are not its own.
  const isLeftOut = (source: Ts.SourceFile): boolean =>
    rootDir !== undefined && relative(rootDir, source.fileName).startsWith("..");
  const own = program.getSourceFiles().filter((it) => !it.isDeclarationFile && !it.fileName.includes("/node_modules/"));
  return own.flatMap((source) =>
    [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter((it) => it.category === ts.DiagnosticCategory.Error)
      .filter((it) => it.code !== OUTSIDE_ROOT_DIR || !isLeftOut(source))
      .map((it) => ({
        file: source.fileName.startsWith(root) ? source.fileName.slice(root.length + 1) : source.fileName,
        line: source.getLineAndCharacterOfPosition(it.start ?? 0).line + 1,
        code: it.code,
        message: ts.flattenDiagnosticMessageText(it.messageText, " "),
      })),
  );
}
