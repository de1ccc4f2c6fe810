import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";

/** The few things that writing, undoing and recovering do to a disk, so that tests can stop them at any one. Paths are absolute. */
export interface Disk {
  /** Undefined when nothing is there. */
  read(path: string): Uint8Array | undefined;
  /** Permission bits, such as 0o644; links are not followed. */
  permissions(path: string): number;
  /** True for a regular file: no link, folder or device. */
  isRegular(path: string): boolean;
  realPath(path: string): string;
  /** Writes a whole file and waits until the disk has it. Without permissions the file gets the usual ones. */
  writeSynced(path: string, bytes: Uint8Array, permissions?: number): void;
  /** Creates a file only if there is none; false if there is. */
  createOnly(path: string, bytes: Uint8Array): boolean;
  rename(from: string, to: string): void;
  remove(path: string): void;
  makeFolder(path: string): void;
  /** False when the folder is not empty or not there. */
  removeEmptyFolder(path: string): boolean;
  /** Waits until the disk has the folder's entries. */
  syncFolder(path: string): void;
  exists(path: string): boolean;
  list(path: string): readonly string[];
}

/** The real disk. */
export const realDisk: Disk = {
  read: (path) => orNothing(() => readFileSync(path)),
  permissions: (path) => lstatSync(path).mode & 0o7777,
  isRegular: (path) => orNothing(() => lstatSync(path).isFile()) ?? false,
  realPath: (path) => realpathSync(path),
  writeSynced: (path, bytes, permissions) => writeAll(openSync(path, "w"), bytes, permissions),
  createOnly: (path, bytes) => {
    try {
      writeAll(openSync(path, "wx"), bytes);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
  },
  rename: renameSync,
  remove: (path) => void orNothing(() => unlinkSync(path)),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  removeEmptyFolder: (path) => {
    try {
      rmdirSync(path);
      return true;
    } catch {
      return false;
    }
  },
  syncFolder: (path) => {
    // Windows cannot open a folder; its renames are on the disk when the call returns.
    const handle = orNothing(() => openSync(path, "r"), ["ENOENT", "EISDIR", "EPERM", "EACCES"]);
    if (handle === undefined) return;
    try {
      fsyncSync(handle);
    } catch (error) {
      if (!["EINVAL", "EPERM", "ENOTSUP"].includes(codeOf(error) ?? "")) throw error;
    } finally {
      closeSync(handle);
    }
  },
  exists: (path) => existsSync(path),
  list: (path) => orNothing(() => readdirSync(path)) ?? [],
};

function writeAll(handle: number, bytes: Uint8Array, permissions?: number): void {
  try {
    // Set on the open file: the bits given to open() are cut by the umask.
    if (permissions !== undefined) fchmodSync(handle, permissions);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function orNothing<T>(action: () => T, codes: readonly string[] = ["ENOENT", "ENOTDIR"]): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codes.includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
