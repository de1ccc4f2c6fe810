import { childOf, folderOf, foldersUp, joinInside, nameOf } from "../inside-path.ts";
import { readJsonc } from "../read-jsonc.ts";
import { byCodeUnit } from "../sort-order.ts";
import { baseCandidates } from "./base-candidates.ts";
import type { CompilerFolders } from "./output-to-source.ts";
import type { PackageIndex } from "./package-index.ts";
import { fillStar, matchStar, type StarPattern } from "./star-pattern.ts";
import { isTsconfigName, type TsconfigFile, tsconfigFile } from "./tsconfig-file.ts";

/** What a tsconfig and its bases say together. Paths relative to the root of the audited folder. */
export interface TsconfigPaths {
  readonly patterns: readonly StarPattern<readonly string[]>[];
  readonly baseUrl?: string;
  readonly compiler?: CompilerFolders;
}

/** The configs that hold for each folder: all of its own, then its parents', since `paths` may stand in any of them. */
export interface TsconfigIndex {
  around(folder: string): readonly TsconfigPaths[];
}

/** Places, best first, that a config gives for a specifier: by `paths`, then by `baseUrl`. */
export function mappedPlaces(config: TsconfigPaths, specifier: string): string[] {
  const match = matchStar(config.patterns, specifier);
  const places = (match?.value ?? []).map((target) => joinInside("", fillStar(target, match?.star)));
  if (config.baseUrl !== undefined) places.push(joinInside(config.baseUrl, specifier));
  return places.filter((place) => place !== undefined);
}

/** Reads every tsconfig among the configs. A base that is not there is left out quietly. */
export function readTsconfigs(configs: ReadonlyMap<string, string>, packages: PackageIndex): TsconfigIndex {
  const files = new Map<string, TsconfigFile>();
  for (const [path, text] of configs) {
    if (path.endsWith(".json") && nameOf(path) !== "package.json") files.set(path, tsconfigFile(readJsonc(text).value));
  }
  const byFolder = new Map<string, TsconfigPaths[]>();
  for (const path of [...files.keys()].filter((path) => isTsconfigName(nameOf(path))).sort(mainFirst)) {
    const merged = merge(files, packages, path);
    const sayNothing = merged.patterns.length === 0 && merged.baseUrl === undefined && merged.compiler === undefined;
    if (!sayNothing) byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), merged]);
  }
  const around = new Map<string, readonly TsconfigPaths[]>();
  return {
    around(folder) {
      const known = around.get(folder);
      if (known !== undefined) return known;
      const found = foldersUp(folder).flatMap((up) => byFolder.get(up) ?? []);
      around.set(folder, found);
      return found;
    },
  };
}

/** `tsconfig.json`, `jsconfig.json`, then the others by path. */
function mainFirst(a: string, b: string): number {
  const rank = (path: string): number =>
    nameOf(path) === "tsconfig.json" ? 0 : nameOf(path) === "jsconfig.json" ? 1 : 2;
  return rank(a) - rank(b) || byCodeUnit(a, b);
}

/** An option with the folder that its relative paths start from. */
interface Placed<T> {
  readonly value: T;
  readonly folder: string;
}

interface Merged {
  paths?: Placed<ReadonlyMap<string, readonly string[]>>;
  baseUrl?: Placed<string>;
  outDir?: Placed<string>;
  rootDir?: Placed<string>;
}

/** A chain of bases is cut off here, so that lists of lists of them cost nothing. */
const MOST_FILES = 64;

function merge(files: ReadonlyMap<string, TsconfigFile>, packages: PackageIndex, leaf: string): TsconfigPaths {
  const merged: Merged = {};
  const budget = { left: MOST_FILES };
  mergeInto(merged, files, packages, leaf, [], budget);
  const place = (option: Placed<string> | undefined): string | undefined =>
    option && placeOf(option.value, option.folder, folderOf(leaf));
  const baseUrl = place(merged.baseUrl);
  const outDir = place(merged.outDir);
  const pathsFolder = baseUrl ?? merged.paths?.folder ?? "";
  const patterns = [...(merged.paths?.value ?? [])].map(([pattern, targets]) => ({
    pattern,
    value: targets.map((to) => placeOf(to, pathsFolder, folderOf(leaf))).filter((to) => to !== undefined),
  }));
  return {
    patterns,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(outDir !== undefined &&
      outDir !== "" && { compiler: { outDir, rootDir: place(merged.rootDir) ?? childOf(folderOf(leaf), "src") } }),
  };
}

/** Bases first, so that what the file itself says wins. */
function mergeInto(
  merged: Merged,
  files: ReadonlyMap<string, TsconfigFile>,
  packages: PackageIndex,
  path: string,
  below: readonly string[],
  budget: { left: number },
): void {
  const file = files.get(path);
  if (file === undefined || below.includes(path) || budget.left-- <= 0) return;
  for (const base of file.extends) {
    const found = baseCandidates(base, path, packages).find((candidate) => files.has(candidate));
    if (found !== undefined) mergeInto(merged, files, packages, found, [...below, path], budget);
  }
  const folder = folderOf(path);
  if (file.paths !== undefined) merged.paths = { value: file.paths, folder };
  if (file.baseUrl !== undefined) merged.baseUrl = { value: file.baseUrl, folder };
  if (file.outDir !== undefined) merged.outDir = { value: file.outDir, folder };
  if (file.rootDir !== undefined) merged.rootDir = { value: file.rootDir, folder };
}

function placeOf(written: string, folder: string, leafFolder: string): string | undefined {
  const ofLeaf = /^\$\{configDir\}(.*)$/s.exec(written)?.[1];
  return ofLeaf === undefined ? joinInside(folder, written) : joinInside(leafFolder, `.${ofLeaf}`);
}
