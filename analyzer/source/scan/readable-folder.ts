/** What lies in a folder under one name. `other`: a pipe, a socket or a device, which must never be opened. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/** Where a link ends. `inside`: at a path below the root, which is walked (or left out) by itself. */
export type LinkEnd =
  | { readonly kind: "inside"; readonly path: string; readonly isFolder: boolean }
  | { readonly kind: "outside" }
  | { readonly kind: "dangling" }
  | { readonly kind: "loop" };

/** Bytes of a file, or its size alone when it is larger than was asked for. */
export type FileBytes = { readonly kind: "bytes"; readonly bytes: Uint8Array } | { readonly kind: "too-large" };

/** A tree of files to scan. Paths are POSIX, relative to the root, which is `""`. Each method may throw a system error. */
export interface ReadableFolder {
  entries(folder: string): readonly FolderEntry[];
  /** Never follows a link out of the root, never opens what is no regular file. */
  read(path: string, limitBytes: number): FileBytes;
  linkEnd(path: string): LinkEnd;
}
