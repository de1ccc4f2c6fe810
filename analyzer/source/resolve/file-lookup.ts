import { childOf, folderOf } from "../inside-path.ts";
import { isDeclarationPath, SOURCE_EXTENSIONS } from "../scan/source-names.ts";
import type { SourceTree } from "../source-tree.ts";

/** Finds the listed file that a path without certainty about its extension means. Makes no file-system call. */
export interface FileLookup {
  /** The file at a path as an import writes it: `a/b`, `a/b.js`, `a/b.ts`, `a/folder`. */
  find(path: string): string | undefined;
  /** The `index` file of a folder. */
  findIndex(folder: string): string | undefined;
}

const KNOWN = /(?:\.d)?\.([cm]?[jt]sx?)$/;
const COUNTERPARTS: Readonly<Record<string, readonly string[]>> = {
  js: [".ts", ".tsx", ".js", ".jsx", ".d.ts"],
  jsx: [".tsx", ".jsx", ".ts", ".d.ts"],
  mjs: [".mts", ".mjs", ".d.mts"],
  cjs: [".cts", ".cjs", ".d.cts"],
};

/** Prepares look-ups over the listed files of a tree, through its links too. */
export function createFileLookup(tree: SourceTree): FileLookup {
  const stems = stemsOf(tree.files.keys());
  const findDirect = (path: string): string | undefined => {
    const extension = KNOWN.exec(path);
    if (extension === null) return tree.files.has(path) ? path : stems.get(path);
    const stem = path.slice(0, extension.index);
    for (const other of COUNTERPARTS[extension[1] ?? ""] ?? []) if (tree.files.has(stem + other)) return stem + other;
    if (tree.files.has(path)) return path;
    // `client.js` may be `client.js.ts`, and a build may write `.mjs` from `.ts`.
    return stems.get(path) ?? stems.get(stem);
  };
  const through = (path: string, look: (path: string) => string | undefined): string | undefined => {
    const found = look(path);
    if (found !== undefined || tree.links.size === 0) return found;
    const real = throughLink(tree.links, path);
    return real === undefined ? undefined : look(real);
  };
  return {
    find: (path) => through(path, findDirect),
    findIndex: (folder) => through(childOf(folder, "index"), (index) => stems.get(index)),
  };
}

/** Best file by path without extension. */
function stemsOf(paths: Iterable<string>): ReadonlyMap<string, string> {
  const stems = new Map<string, string>();
  for (const path of paths) {
    const stem = path.replace(KNOWN, "");
    const known = stems.get(stem);
    if (known === undefined || rankOf(path) < rankOf(known)) stems.set(stem, path);
  }
  return stems;
}

function rankOf(path: string): number {
  if (isDeclarationPath(path)) return SOURCE_EXTENSIONS.length;
  return SOURCE_EXTENSIONS.findIndex((extension) => path.endsWith(extension));
}

/** The path with its deepest link replaced by what it stands for; a file link may be written without its extension. */
function throughLink(links: ReadonlyMap<string, string>, path: string): string | undefined {
  const stem = path.replace(KNOWN, "");
  for (const written of [path, ...SOURCE_EXTENSIONS.map((extension) => stem + extension)]) {
    const target = links.get(written);
    if (target !== undefined) return target;
  }
  for (let at = folderOf(path); at !== ""; at = folderOf(at)) {
    const target = links.get(at);
    if (target !== undefined) return target + path.slice(at.length);
  }
  return undefined;
}
