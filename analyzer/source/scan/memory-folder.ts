import { folderOf, foldersUp, nameOf } from "../inside-path.ts";
import { byCodeUnit } from "../sort-order.ts";
import type { FolderEntry, ReadableFolder } from "./readable-folder.ts";

/** Texts by path as a folder to scan: no links, no bad files. A path that is no plain relative one is never met. */
export function memoryFolder(files: ReadonlyMap<string, string>): ReadableFolder {
  const folders = new Map<string, Map<string, FolderEntry>>([["", new Map()]]);
  const add = (path: string, kind: FolderEntry["kind"]): void => {
    const parent = folderOf(path);
    const entries = folders.get(parent) ?? new Map<string, FolderEntry>();
    if (!entries.has(nameOf(path))) entries.set(nameOf(path), { name: nameOf(path), kind });
    folders.set(parent, entries);
  };
  for (const path of [...files.keys()].sort(byCodeUnit)) {
    for (const folder of foldersUp(folderOf(path))) if (folder !== "") add(folder, "folder");
    add(path, "file");
  }
  return {
    entries: (folder) => [...(folders.get(folder)?.values() ?? [])],
    read: (path, limitBytes) => {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      const bytes = Buffer.from(text, "utf8");
      return bytes.length > limitBytes ? { kind: "too-large" } : { kind: "bytes", bytes };
    },
    linkEnd: (path) =>
      files.has(path) || folders.has(path)
        ? { kind: "inside", path, isFolder: folders.has(path) }
        : { kind: "dangling" },
  };
}
