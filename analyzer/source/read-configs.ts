import type { Skipped } from "../../contracts/audited-site.ts";
import { decodeSource } from "./decode-source.ts";
import { folderOf, joinInside, nameOf } from "./inside-path.ts";
import { readJsonc } from "./read-jsonc.ts";
import type { ReadableFolder } from "./readable-folder.ts";
import { extendsOf, isTsconfigName } from "./resolve/tsconfig-file.ts";
import { CONFIG_LIMIT_BYTES } from "./size-limits.ts";
import { systemReason } from "./system-reason.ts";

/** Texts of configuration files, and those that could not be used. */
export interface Configs {
  readonly texts: Map<string, string>;
  readonly skipped: Skipped[];
}

/**
 * Reads the listed configuration files, and those that a tsconfig names in `extends` whatever they are called. A file
 * that is not valid JSON is kept, since what can be read of it still helps, and is reported with the position.
 */
export function readConfigs(folder: ReadableFolder, listed: readonly string[]): Configs {
  const configs: Configs = { texts: new Map(), skipped: [] };
  const open = [...listed].reverse();
  const isListed = new Set(listed);
  const wanted = new Set(listed);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = readConfig(folder, path, configs.skipped, isListed.has(path));
    if (text === undefined) continue;
    configs.texts.set(path, text);
    if (!path.endsWith(".json")) continue;
    const { value, problem } = readJsonc(text);
    if (problem !== undefined) configs.skipped.push({ file: path, reason: `not valid JSON: ${problem}` });
    if (isListed.has(path) && !isTsconfigName(nameOf(path))) continue;
    for (const base of basesInside(path, extendsOf(value))) {
      if (!wanted.has(base)) open.push(base);
      wanted.add(base);
    }
  }
  return configs;
}

function basesInside(path: string, named: readonly string[]): string[] {
  return named
    .filter((base) => base.startsWith("."))
    .flatMap((base) => (base.endsWith(".json") ? [base] : [`${base}.json`]))
    .map((base) => joinInside(folderOf(path), base))
    .filter((base) => base !== undefined);
}

/** A base that is not there is no problem of the audited code: it is often a generated file. */
function readConfig(folder: ReadableFolder, path: string, skipped: Skipped[], isListed: boolean): string | undefined {
  try {
    const end = folder.linkEnd(path);
    if (end.kind !== "inside" || end.isFolder) return undefined;
    const read = folder.read(end.path, CONFIG_LIMIT_BYTES);
    const decoded = read.kind === "bytes" ? decodeSource(read.bytes) : undefined;
    if (decoded?.kind === "text") return decoded.text;
    skipped.push({ file: path, reason: decoded === undefined ? "larger than 1.5 MB: not used" : "binary, not a text" });
  } catch (error) {
    if (isListed) skipped.push({ file: path, reason: `cannot be read: ${systemReason(error)}` });
  }
  return undefined;
}
