import type { ReadableFolder } from "../../analyzer/index.ts";

/** A folder as if some of its files had other texts, or existed; nothing is written. */
export function overlayFolder(folder: ReadableFolder, texts: ReadonlyMap<string, string>): ReadableFolder {
  return {
    entries: (path) => {
      const prefix = path === "" ? "" : `${path}/`;
      const fresh = new Map<string, "file" | "folder">();
      for (const file of texts.keys()) {
        if (!file.startsWith(prefix)) continue;
        const [name = "", ...rest] = file.slice(prefix.length).split("/");
        fresh.set(name, rest.length > 0 ? "folder" : "file");
      }
      const below = entriesOr(folder, path, fresh.size > 0);
      for (const { name } of below) fresh.delete(name);
      return [...below, ...[...fresh].map(([name, kind]) => ({ name, kind }))];
    },
    read: (path, limitBytes) => {
      const text = texts.get(path);
      return text === undefined ? folder.read(path, limitBytes) : { kind: "bytes", bytes: Buffer.from(text, "utf8") };
    },
    linkEnd: (path) => folder.linkEnd(path),
  };
}

/** Entries of the real folder; none where only the overlay makes it. */
function entriesOr(folder: ReadableFolder, path: string, isMade: boolean): ReturnType<ReadableFolder["entries"]> {
  try {
    return folder.entries(path);
  } catch (error) {
    if (isMade && error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
