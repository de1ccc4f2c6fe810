/** Compilers' own extensions, best first: what an import without an extension is looked up as. Declarations come last. */
export const SOURCE_EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"] as const;

const SOURCE = /\.[cm]?[jt]sx?$/;
const DECLARATION = /\.d\.(?:[^./]+\.)?[cm]?ts$/;
const TEST = /\.(?:test|spec)\./;
const CONFIG = /^(?:package\.json|tsconfig[^/]*\.json|jsconfig[^/]*\.json|langgraph\.json|pnpm-workspace\.yaml)$/;
const MANIFEST = /^(?:package\.json|tsconfig[^/]*\.json|jsconfig[^/]*\.json)$/;

/** Folders that never hold an app's own source: dependencies, version control, caches, other tools' output, tests. */
const LEFT_OUT_FOLDERS: ReadonlySet<string> = new Set([
  ...["node_modules", "bower_components", "jspm_packages", "__tests__", "__mocks__", "__pycache__", "coverage"],
  ...[".git", ".hg", ".svn", ".jj", ".yarn", ".pnpm-store", ".venv", ".cache", ".turbo", ".nx", ".parcel-cache"],
  ...[".next", ".nuxt", ".output", ".svelte-kit", ".vercel", ".netlify", ".wrangler", ".serverless", ".docusaurus"],
]);
const OUTPUT_FOLDERS: ReadonlySet<string> = new Set(["dist", "build", "out"]);

/** True for a TypeScript or JavaScript file that is not a test; declaration files count, they help to resolve imports. */
export const isSourceName = (name: string): boolean => SOURCE.test(name) && !TEST.test(name);

/** True for `x.d.ts` and its kin. */
export const isDeclarationPath = (path: string): boolean => DECLARATION.test(path);

/** True for the configuration files whose text the tree keeps. */
export const isConfigName = (name: string): boolean => CONFIG.test(name);

/** True for a folder that is left out whatever lies around it. */
export const isLeftOutFolder = (name: string): boolean => LEFT_OUT_FOLDERS.has(name);

/** True for a folder name that builders write to; see {@link isOutputFolder} for the whole test. */
export const isOutputName = (name: string): boolean => OUTPUT_FOLDERS.has(name);

/**
 * A `dist`, `build` or `out` is output when it lies at the root or beside a manifest (`src/build/` is code), unless it
 * is a package of its own with sources (`internal/build/package.json` and `src/`).
 */
export function isOutputFolder(isRoot: boolean, siblings: readonly string[], inside: readonly string[]): boolean {
  const holdsPackage = inside.includes("package.json") && inside.some((n) => n === "src" || n.startsWith("tsconfig"));
  return !holdsPackage && (isRoot || siblings.some((name) => MANIFEST.test(name)));
}
