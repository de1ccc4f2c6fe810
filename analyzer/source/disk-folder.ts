import type { Dirent } from "node:fs";
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { FileBytes, FolderEntry, LinkEnd, ReadableFolder } from "./scan/readable-folder.ts";

/** A folder on disk; `root` is its real, absolute path. Bytes that `read` gives are valid until the next `read`. */
export function diskFolder(root: string): ReadableFolder {
  const prefix = root.endsWith(sep) ? root : `${root}${sep}`;
  const absolute = (path: string): string => (path === "" ? root : `${prefix}${path}`);
  const readInto = createReader();
  return {
    entries: (folder) => readdirSync(absolute(folder), { withFileTypes: true }).map(entryOf),
    read: (path, limitBytes) => readInto(absolute(path), limitBytes),
    linkEnd: (path) => linkEnd(root, absolute(path)),
  };
}

function entryOf(entry: Dirent): FolderEntry {
  if (entry.isFile()) return { name: entry.name, kind: "file" };
  if (entry.isDirectory()) return { name: entry.name, kind: "folder" };
  return { name: entry.name, kind: entry.isSymbolicLink() ? "link" : "other" };
}

/** One growing buffer for all files: 10,000 short-lived ones cost memory that is given back late. */
function createReader(): (path: string, limitBytes: number) => FileBytes {
  let buffer = Buffer.allocUnsafe(1 << 20);
  return (path, limitBytes) => {
    // Not blocking and not following: a pipe or a link may have taken the file's place since it was listed.
    const handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(handle);
      if (!stats.isFile()) throw Object.assign(new Error("not a regular file"), { code: "not a regular file" });
      if (stats.size > limitBytes) return { kind: "too-large" };
      if (buffer.length < stats.size) buffer = Buffer.allocUnsafe(stats.size * 2);
      let length = 0;
      while (length < stats.size) {
        const count = readSync(handle, buffer, length, stats.size - length, length);
        if (count === 0) break;
        length += count;
      }
      return { kind: "bytes", bytes: buffer.subarray(0, length) };
    } finally {
      closeSync(handle);
    }
  };
}

function linkEnd(root: string, path: string): LinkEnd {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "dangling" };
    if (code === "ELOOP") return { kind: "loop" };
    throw error;
  }
  const inside = relative(root, real);
  if (inside === ".." || inside.startsWith(`..${sep}`) || join(root, inside) !== real) return { kind: "outside" };
  return { kind: "inside", path: inside.split(sep).join("/"), isFolder: statSync(real).isDirectory() };
}
