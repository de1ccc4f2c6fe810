import type { Skipped } from "../../../contracts/audited-site.ts";
import { nameOf } from "../inside-path.ts";
import { readJsonc } from "../read-jsonc.ts";
import { baseCandidates } from "../resolve/base-candidates.ts";
import { readPackages } from "../resolve/package-index.ts";
import { extendsOf, isTsconfigName } from "../resolve/tsconfig-file.ts";
import { decodeSource } from "./decode-source.ts";
import type { ReadableFolder } from "./readable-folder.ts";
import { CONFIG_LIMIT_BYTES } from "./size-limits.ts";
import { systemReason } from "./system-reason.ts";

/** Texts of configuration files, and those that could not be used. */
export interface Configs {
  readonly texts: Map<string, string>;
  readonly skipped: Skipped[];
}

/**
 * Reads the listed configuration files, each where it lies, and those that a tsconfig names in `extends` whatever they are called. A file
 * that is not valid JSON is kept, since what can be read of it still helps, and is reported with the position.
 */
export function readConfigs(folder: ReadableFolder, listed: ReadonlyMap<string, string>): Configs {
  const configs: Configs = { texts: new Map(), skipped: [] };
  const open: string[] = [];
  for (const [path, place] of listed) {
    readConfig(folder, path, configs, place);
    if (isTsconfigName(nameOf(path))) open.push(path);
  }
  const packages = readPackages(configs.texts);
  const tried = new Set(listed.keys());
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const base of extendsOf(readJsonc(configs.texts.get(path) ?? "").value)) {
      for (const candidate of baseCandidates(base, path, packages)) {
        if (tried.has(candidate)) continue;
        tried.add(candidate);
        if (candidate.endsWith(".json") && readConfig(folder, candidate, configs)) open.push(candidate);
      }
    }
  }
  return configs;
}

/**
 * True when the file gave a text. `listedAt`: where a listed one lies; a base that is not listed may not be there, which is no
 * problem of the audited code: often it is generated.
 */
function readConfig(folder: ReadableFolder, path: string, { texts, skipped }: Configs, listedAt?: string): boolean {
  try {
    const place = listedAt ?? insideFile(folder, path);
    if (place === undefined) return false;
    const read = folder.read(place, CONFIG_LIMIT_BYTES);
    const decoded = read.kind === "bytes" ? decodeSource(read.bytes) : undefined;
    if (decoded?.kind === "text") {
      texts.set(path, decoded.text);
      const problem = path.endsWith(".json") ? readJsonc(decoded.text).problem : undefined;
      if (problem !== undefined) skipped.push({ file: path, reason: `not valid JSON: ${problem}` });
      return true;
    }
    skipped.push({ file: path, reason: decoded === undefined ? "larger than 1.5 MB: not used" : "binary, not a text" });
  } catch (error) {
    if (listedAt !== undefined) skipped.push({ file: path, reason: `cannot be read: ${systemReason(error)}` });
  }
  return false;
}

/** Where the file really is, if that is below the root. */
function insideFile(folder: ReadableFolder, path: string): string | undefined {
  const end = folder.linkEnd(path);
  return end.kind === "inside" && !end.isFolder ? end.path : undefined;
}
