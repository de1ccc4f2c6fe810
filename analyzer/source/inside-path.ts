import { posix } from "node:path";

/** No part is empty, `.` or `..`, but for a leading `./`. */
const PLAIN = /^(?:\.\/)?(?!\.{0,2}(?:\/|$))[^/]+(?:\/(?!\.{0,2}(?:\/|$))[^/]+)*$/;

/** The folder of a path, `""` for the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : path.slice(0, end);
}

/** The last name of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A path below `folder`; both relative to the root. */
export const childOf = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/** `relative` seen from `folder`, normalised, `""` for the root; undefined when it leaves the root or is absolute. */
export function joinInside(folder: string, relative: string): string | undefined {
  if (relative.startsWith("/")) return undefined;
  // Nearly all imports are this plain, and there are tens of thousands of them.
  if (PLAIN.test(relative)) return childOf(folder, relative.startsWith("./") ? relative.slice(2) : relative);
  const joined = posix.join(folder, relative);
  if (joined === ".." || joined.startsWith("../")) return undefined;
  if (joined === "." || joined === "./") return "";
  return joined.endsWith("/") ? joined.slice(0, -1) : joined;
}

/** A folder and those above it, nearest first, the root (`""`) last. */
export function foldersUp(folder: string): string[] {
  const up = [folder];
  for (let at = folder; at !== ""; ) {
    at = folderOf(at);
    up.push(at);
  }
  return up;
}
