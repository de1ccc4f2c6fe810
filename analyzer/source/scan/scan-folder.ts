import type { Skipped } from "../../../contracts/audited-site.ts";
import { byCodeUnit } from "../sort-order.ts";
import type { ScannedFile, SourceTree } from "../source-tree.ts";
import { decodeSource } from "./decode-source.ts";
import { createInterner, type Intern, inspectSource } from "./inspect-source.ts";
import { listFiles } from "./list-files.ts";
import { readConfigs } from "./read-configs.ts";
import type { ReadableFolder } from "./readable-folder.ts";
import { FLOW_LIMIT_BYTES, READ_LIMIT_BYTES } from "./size-limits.ts";
import { systemReason } from "./system-reason.ts";

/** Lists a folder and reads each file once. Never throws: what cannot be used is in `skipped`. */
export function scanFolder(folder: ReadableFolder): SourceTree {
  const listing = listFiles(folder);
  const configs = readConfigs(folder, listing.configs);
  const skipped = [...listing.skipped, ...configs.skipped];
  const files = new Map<string, ScannedFile>();
  const intern = createInterner();
  for (const path of listing.sources) {
    const file = inspectFile(folder, path, intern, skipped);
    if (file !== undefined) files.set(path, file);
  }
  return {
    files,
    configs: new Map([...configs.texts].sort(([a], [b]) => byCodeUnit(a, b))),
    links: listing.links,
    skipped: skipped.sort((a, b) => byCodeUnit(a.file, b.file) || byCodeUnit(a.reason, b.reason)),
    readText: (path) => (files.has(path) ? readAgain(folder, path) : undefined),
  };
}

function inspectFile(
  folder: ReadableFolder,
  path: string,
  intern: Intern,
  skipped: Skipped[],
): ScannedFile | undefined {
  const skip = (reason: string): undefined => {
    skipped.push({ file: path, reason });
  };
  try {
    const read = folder.read(path, READ_LIMIT_BYTES);
    if (read.kind === "too-large") return skip("larger than 64 MB: not read");
    const decoded = decodeSource(read.bytes);
    if (decoded.kind === "binary") return skip("binary, not a text");
    const file = inspectSource(path, decoded.text, read.bytes.length, intern);
    if (file.relevant && file.bytes > FLOW_LIMIT_BYTES) skip("larger than 1.5 MB: prefiltered only");
    return file;
  } catch (error) {
    return skip(`cannot be read: ${systemReason(error)}`);
  }
}

function readAgain(folder: ReadableFolder, path: string): string | undefined {
  try {
    const read = folder.read(path, READ_LIMIT_BYTES);
    const decoded = read.kind === "bytes" ? decodeSource(read.bytes) : undefined;
    return decoded?.kind === "text" ? decoded.text : undefined;
  } catch {
    return undefined;
  }
}
