import type { Skipped } from "../../../contracts/audited-site.ts";
import { childOf } from "../inside-path.ts";
import { byCodeUnit } from "../sort-order.ts";
import { decodeSource } from "./decode-source.ts";
import { followLinks } from "./follow-links.ts";
import { type GitignoreRules, NO_GITIGNORE } from "./gitignore-rules.ts";
import type { FolderEntry, ReadableFolder } from "./readable-folder.ts";
import { CONFIG_LIMIT_BYTES } from "./size-limits.ts";
import { isConfigName, isLeftOutFolder, isOutputFolder, isOutputName, isSourceName } from "./source-names.ts";
import { systemReason } from "./system-reason.ts";
import { skip, type Walk } from "./walk.ts";

/** The files of a folder that the scan reads. Lists are sorted. */
export interface Listing {
  readonly sources: readonly string[];
  /** Each with where it lies: elsewhere inside the root, if its path is a link. */
  readonly configs: ReadonlyMap<string, string>;
  /** Links inside the root, by path, with the listed file or folder they stand for. */
  readonly links: ReadonlyMap<string, string>;
  readonly skipped: readonly Skipped[];
}

/**
 * Walks real folders only, so no link makes it loop or leave the root. Respects every `.gitignore` from the root down;
 * leaves out dependencies, build output and tests. `onFound` is told how many source files were found, folder by folder.
 */
export function listFiles(folder: ReadableFolder, onFound?: (count: number) => void): Listing {
  const walk: Walk = {
    folder,
    open: [{ path: "", rules: NO_GITIGNORE }],
    folders: new Set(),
    sources: new Set(),
    configs: new Map(),
    links: [],
    skipped: [],
  };
  for (let next = walk.open.pop(); next !== undefined; next = walk.open.pop()) {
    listFolder(walk, next.path, next.rules);
    onFound?.(walk.sources.size);
  }
  const links = followLinks(walk);
  return {
    sources: [...walk.sources].sort(byCodeUnit),
    configs: new Map([...walk.configs].sort(([a], [b]) => byCodeUnit(a, b))),
    links,
    skipped: walk.skipped,
  };
}

function listFolder(walk: Walk, path: string, outer: GitignoreRules): void {
  walk.folders.add(path);
  const entries = entriesOf(walk, path);
  const rules = rulesOf(walk, path, entries, outer);
  const names = entries.map((entry) => entry.name);
  for (const entry of entries) {
    const at = childOf(path, entry.name);
    if (entry.kind === "folder") {
      if (isWalked(walk, at, entry.name, names) && !rules.ignores(at, true)) walk.open.push({ path: at, rules });
    } else if (entry.kind === "link") {
      if (!isLeftOutFolder(entry.name) && !rules.ignores(at, false)) walk.links.push(at);
    } else if ((isSourceName(entry.name) || isConfigName(entry.name)) && !rules.ignores(at, false)) {
      if (entry.kind === "other") skip(walk, at, "not a regular file: a pipe, a socket or a device");
      else if (isSourceName(entry.name)) walk.sources.add(at);
      else walk.configs.set(at, at);
    }
  }
}

function entriesOf(walk: Walk, path: string): readonly FolderEntry[] {
  try {
    return walk.folder.entries(path);
  } catch (error) {
    skip(walk, path === "" ? "." : path, `folder cannot be listed: ${systemReason(error)}`);
    return [];
  }
}

function isWalked(walk: Walk, path: string, name: string, siblings: readonly string[]): boolean {
  if (isLeftOutFolder(name)) return false;
  if (!isOutputName(name)) return true;
  let inside: readonly FolderEntry[] = [];
  try {
    inside = walk.folder.entries(path);
  } catch {
    // Reported when it is walked; as build output it would not have been read at all.
  }
  const names = inside.map((entry) => entry.name);
  return !isOutputFolder(path === name, siblings, names);
}

function rulesOf(walk: Walk, path: string, entries: readonly FolderEntry[], outer: GitignoreRules): GitignoreRules {
  if (!entries.some((entry) => entry.name === ".gitignore" && entry.kind === "file")) return outer;
  const at = childOf(path, ".gitignore");
  try {
    const read = walk.folder.read(at, CONFIG_LIMIT_BYTES);
    const decoded = read.kind === "bytes" ? decodeSource(read.bytes) : undefined;
    if (decoded?.kind === "text") return outer.within(path, decoded.text);
    skip(walk, at, "no text that can be used: nothing is ignored by it");
  } catch (error) {
    skip(walk, at, `cannot be read, so nothing is ignored by it: ${systemReason(error)}`);
  }
  return outer;
}
