import { folderOf, joinInside } from "../inside-path.ts";
import { isDeclarationPath } from "../scan/source-names.ts";
import type { SourceTree } from "../source-tree.ts";
import { guessedPlaces } from "./alias-guesses.ts";
import { createFileLookup, type FileLookup } from "./file-lookup.ts";
import { packageImport } from "./package-imports.ts";
import { type PackageIndex, readPackages } from "./package-index.ts";
import { packageNameOf } from "./package-name.ts";
import { mappedPlaces, readTsconfigs, type TsconfigIndex, type TsconfigPaths } from "./tsconfig-paths.ts";
import { createWorkspaces, type Workspaces } from "./workspaces.ts";

/** What a specifier means. `guessed`: by a custom such as `@/` for `src/`, with no config that says so. */
export type Resolution =
  | { readonly kind: "file"; readonly path: string; readonly guessed: boolean }
  | { readonly kind: "external"; readonly packageName: string }
  | { readonly kind: "missing" };

/** Resolves imports by what the scan has listed and by nothing else. */
export interface Resolver {
  /** Never throws. `fromFile` is a path of the tree. */
  resolve(specifier: string, fromFile: string): Resolution;
}

/** How {@link createResolver} resolves. */
export interface ResolverOptions {
  /**
   * True for packages of the framework surface, which stay external even where the repository holds their source.
   * Default: none is.
   */
  readonly isFramework?: (packageName: string) => boolean;
}

interface Context {
  readonly lookup: FileLookup;
  readonly packages: PackageIndex;
  readonly tsconfigs: TsconfigIndex;
  readonly workspaces: Workspaces;
  readonly isFramework: (packageName: string) => boolean;
  /** Answers of {@link findMapped} so far: a config holds for many folders. */
  readonly mapped: Map<TsconfigPaths, Map<string, string | undefined>>;
}

const BUILT = /(?:^|\/)(?:dist|build|out|lib|es|esm|cjs)(?:\/|$)/;
const BUILT_FOLDER = /^(?:dist|build|out|lib|es|esm|cjs)(?:\/(?:es|esm|cjs))?$/;
const MISSING: Resolution = { kind: "missing" };

/** Reads the configs of a tree once; each question after that is a look-up in memory. */
export function createResolver(tree: SourceTree, options: ResolverOptions = {}): Resolver {
  const lookup = createFileLookup(tree);
  const packages = readPackages(tree.configs);
  const tsconfigs = readTsconfigs(tree.configs, packages);
  const workspaces = createWorkspaces(lookup, tsconfigs);
  const context: Context = {
    lookup,
    packages,
    tsconfigs,
    workspaces,
    isFramework: remembered(options.isFramework ?? (() => false)),
    mapped: new Map(),
  };
  const known = new Map<string, Map<string, Resolution>>();
  return {
    resolve(specifier, fromFile) {
      const folder = folderOf(fromFile);
      if (isRelative(specifier)) return resolveRelative(context, specifier, folder);
      const inFolder = known.get(folder) ?? new Map<string, Resolution>();
      known.set(folder, inFolder);
      const resolution = inFolder.get(specifier) ?? resolveBare(context, withoutQuery(specifier), folder);
      inFolder.set(specifier, resolution);
      return resolution;
    },
  };
}

/** Asked of the same few names for each of thousands of folders. */
const remembered = (asked: (packageName: string) => boolean): ((packageName: string) => boolean) => {
  const answers = new Map<string, boolean>();
  return (packageName) => {
    const answer = answers.get(packageName) ?? asked(packageName);
    answers.set(packageName, answer);
    return answer;
  };
};

const isRelative = (specifier: string): boolean => /^\.\.?(?:\/|$)/.test(specifier);

/** `./x?raw` and the like are a bundler's; they mean the file before the mark. A leading `#` is none of these. */
const withoutQuery = (specifier: string): string => specifier.replace(/(?!^)[?#].*$/s, "");

function fileOr(path: string | undefined, otherwise: Resolution, guessed = false): Resolution {
  return path === undefined ? otherwise : { kind: "file", path, guessed };
}

function resolveRelative(context: Context, specifier: string, folder: string): Resolution {
  const find = (written: string): string | undefined => {
    const place = joinInside(folder, written);
    if (place === undefined) return undefined;
    const isFolder = written.endsWith("/") || written.endsWith(".");
    return (isFolder ? undefined : context.lookup.find(place)) ?? findFolder(context, place);
  };
  const direct = find(specifier) ?? (/[?#]/.test(specifier) ? find(withoutQuery(specifier)) : undefined);
  return fileOr(direct ?? findBuilt(context, specifier, folder), MISSING);
}

/** A folder by the `package.json` in it, or by its index. */
function findFolder(context: Context, place: string): string | undefined {
  const owner = context.packages.at(place);
  return (owner && context.workspaces.find(owner, "")) ?? context.lookup.findIndex(place);
}

/** A relative import of build output, such as `../dist/x.js`, means the source it is built from. */
function findBuilt(context: Context, specifier: string, folder: string): string | undefined {
  const place = joinInside(folder, specifier);
  if (place === undefined || !BUILT.test(place)) return undefined;
  const owner = context.packages.around(folderOf(place))[0];
  if (owner === undefined) return undefined;
  const inside = owner.folder === "" ? place : place.slice(owner.folder.length + 1);
  return BUILT_FOLDER.test(inside)
    ? context.workspaces.find(owner, "")
    : context.workspaces.findTarget(owner, [inside]);
}

function resolveBare(context: Context, specifier: string, folder: string, hops = 0): Resolution {
  const packageName = packageNameOf(specifier);
  if (packageName !== undefined && context.isFramework(packageName)) {
    const own = findMapped(context, specifier, folder);
    return fileOr(own !== undefined && isShadow(context, own) ? own : undefined, { kind: "external", packageName });
  }
  if (specifier.startsWith("#") && hops < 4) {
    const imported = resolveImports(context, specifier, folder, hops);
    if (imported !== undefined) return imported;
  }
  const mapped = findMapped(context, specifier, folder);
  if (mapped !== undefined) return fileOr(mapped, MISSING);
  const owner = packageName === undefined ? undefined : context.packages.named(packageName, folder);
  const linked = owner && context.workspaces.find(owner, specifier.slice(packageName?.length ?? 0).replace(/\/$/, ""));
  if (linked !== undefined) return fileOr(linked, MISSING);
  const guess = findFirst(context, guessedPlaces(specifier, folder));
  if (guess !== undefined) return fileOr(guess, MISSING, true);
  return packageName === undefined ? MISSING : { kind: "external", packageName };
}

/** A config that maps a framework's name onto the app's own code means that code; onto the framework's, or types, not. */
function isShadow(context: Context, path: string): boolean {
  const owner = context.packages.around(folderOf(path))[0]?.name;
  return !isDeclarationPath(path) && (owner === undefined || !context.isFramework(owner));
}

function resolveImports(context: Context, specifier: string, folder: string, hops: number): Resolution | undefined {
  const found = packageImport(context.packages, specifier, folder);
  if (found === undefined) return undefined;
  const path = context.workspaces.findTarget(found.owner, found.targets.filter(isRelative));
  if (path !== undefined) return fileOr(path, MISSING);
  const other = found.targets.find((target) => !isRelative(target));
  return other === undefined ? undefined : resolveBare(context, other, found.owner.folder, hops + 1);
}

function findMapped(context: Context, specifier: string, folder: string): string | undefined {
  for (const config of context.tsconfigs.around(folder)) {
    const known = context.mapped.get(config) ?? new Map<string, string | undefined>();
    context.mapped.set(config, known);
    if (!known.has(specifier)) known.set(specifier, findFirst(context, mappedPlaces(config, specifier)));
    const found = known.get(specifier);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first place with a file; a target in build output counts as the source it is built from. */
function findFirst(context: Context, places: readonly string[]): string | undefined {
  for (const place of places) {
    const found = context.lookup.find(place) ?? findFolder(context, place) ?? findBuilt(context, place, "");
    if (found !== undefined) return found;
  }
  return undefined;
}
