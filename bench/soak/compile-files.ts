import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** What a compiler said of some files and of all that is compiled with them. */
export interface Compiled {
  /** Such as `TypeScript 5.9.3`. */
  readonly compilers: readonly string[];
  /** Errors in source, without line and column. */
  readonly errors: readonly string[];
  /** Why the errors are not all there are: settings that the compiler refuses, a crash, a file that it does not read. */
  readonly broken: readonly string[];
}

/** One call of a compiler. */
interface Compilation {
  /** Absolute path of the settings. */
  readonly config: string;
  /** Files that it must read, absolute. */
  readonly files: readonly string[];
}

/**
 * Compiles files (absolute paths) of a checkout by the command that a developer would use: the project's own `tsc` with the
 * settings that list the file, or, for a file that no settings list, with the nearest ones and that file.
 */
export function compileFiles(root: string, files: readonly string[]): Compiled {
  const done = compilationsOf(root, files).map((it) => compile(root, it));
  return {
    compilers: [...new Set(done.map((it) => it.compiler))],
    errors: done.flatMap((it) => it.errors),
    broken: done.flatMap((it) => it.broken),
  };
}

function compilationsOf(root: string, files: readonly string[]): Compilation[] {
  const left = new Set(files.filter((it) => /\.[cm]?tsx?$/.test(it)));
  const listed: Compilation[] = [];
  for (const config of configsOf(root)) {
    if (left.size === 0) break;
    const read = new Set(
      tsc(config, ["--listFilesOnly"])
        .stdout.split("\n")
        .map((it) => it.trim()),
    );
    const own = [...left].filter((it) => read.has(it));
    if (own.length > 0) listed.push({ config, files: own });
    for (const it of own) left.delete(it);
  }
  const nearest = [...new Set([...left].map((it) => nearestConfig(root, it)))];
  const unlisted = nearest.map((config) => ({
    config,
    files: [...left].filter((it) => nearestConfig(root, it) === config),
  }));
  return [...listed, ...unlisted];
}

/** Settings by the names that people give them, those of outer folders first. */
const configsOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((it) => /(^|\/)tsconfig(\.[\w-]+)?\.json$/.test(it) && !/(^|\/)node_modules\//.test(it))
    .sort((a, b) => a.split("/").length - b.split("/").length || a.localeCompare(b))
    .map((it) => join(root, it));

function nearestConfig(root: string, file: string): string {
  for (let folder = dirname(file); folder.startsWith(root); folder = dirname(folder)) {
    const config = join(folder, "tsconfig.json");
    if (existsSync(config)) return config;
  }
  throw new Error(`${relative(root, file)}: no tsconfig.json at or above it`);
}

function compile(root: string, { config, files }: Compilation) {
  const compiler = compilerOf(config);
  const version: unknown = JSON.parse(readFileSync(join(compiler, "package.json"), "utf8")).version;
  const { status, signal, stdout, stderr } = withListing({ config, files }, (path) => tsc(path, ["--listFiles"]));
  const lines = stdout.split("\n").map((it) => it.trimEnd());
  const errors = lines.filter((it) => /^\S.*\(\d+,\d+\): error TS\d+/.test(it) && !/^\S*\.json\(/.test(it));
  const settings = lines.filter((it) => /error TS\d+/.test(it) && !errors.includes(it));
  const read = new Set(lines);
  const where = relative(root, config);
  return {
    compiler: `TypeScript ${String(version)}`,
    errors: errors.map((it) => it.replace(/\(\d+,\d+\)/, "")),
    broken: [
      ...settings.map((it) => `${where}: ${it}`),
      ...(signal !== null || status === null || status > 2 ? [`${where}: tsc ended with ${signal ?? status}`] : []),
      ...(errors.length + settings.length === 0 && status !== 0 ? [`${where}: tsc said: ${stderr.slice(0, 500)}`] : []),
      ...files.filter((it) => !read.has(it)).map((it) => `${where}: ${relative(root, it)} is not read by tsc`),
    ],
  };
}

/** Runs with settings that read the files: the given ones, or ones beside them that extend them by the files. */
function withListing<T>({ config, files }: Compilation, run: (config: string) => T): T {
  const read = new Set(
    tsc(config, ["--listFilesOnly"])
      .stdout.split("\n")
      .map((it) => it.trim()),
  );
  if (files.every((it) => read.has(it))) return run(config);
  const beside = join(dirname(config), "tsconfig.unconduct-soak.json");
  writeFileSync(beside, JSON.stringify({ extends: config, files, include: [], references: [] }));
  try {
    return run(beside);
  } finally {
    rmSync(beside);
  }
}

function tsc(config: string, more: readonly string[]) {
  const args = ["--max-old-space-size=4000", join(compilerOf(config), "bin/tsc"), "-p", config, "--noEmit"];
  const how = { cwd: dirname(config), encoding: "utf8", maxBuffer: 256 << 20 } as const;
  return spawnSync(process.execPath, [...args, "--pretty", "false", ...more], how);
}

/** The folder of the compiler that the project's own scripts would find, else of ours. */
function compilerOf(config: string): string {
  const own = createRequire(join(dirname(config), "package.json"));
  const ours = createRequire(import.meta.url);
  for (const from of [own, ours])
    try {
      return dirname(from.resolve("typescript/package.json"));
    } catch {
      // Not installed there.
    }
  throw new Error("no TypeScript is installed");
}
