import type { Skipped } from "../../../contracts/audited-site.ts";
import { byCodeUnit } from "../sort-order.ts";
import type { ScannedFile, SourceTree } from "../source-tree.ts";
import { compiledCopies } from "./compiled-copies.ts";
import { decodeSource } from "./decode-source.ts";
import { createInterner, type Intern, inspectBytes } from "./inspect-source.ts";
import { listFiles } from "./list-files.ts";
import { readConfigs } from "./read-configs.ts";
import type { ReadableFolder } from "./readable-folder.ts";
import type { ByteFacts, ScanLedger } from "./scan-ledger.ts";
import { FLOW_LIMIT_BYTES, READ_LIMIT_BYTES } from "./size-limits.ts";
import { isDeclarationPath } from "./source-names.ts";
import { systemReason } from "./system-reason.ts";

/** Who is told what a scan comes upon; default: nobody. */
export interface ScanWatch {
  /** Told how many source files were found so far, as folders are walked, before any is read. */
  readonly onFound?: (count: number) => void;
  /** Told of each file that every working set holds, as it is read: it names a framework and is not too large to be parsed. */
  readonly onRelevant?: (path: string) => void;
}

/** One scan under way. */
interface Scan {
  readonly watch: ScanWatch;
  readonly folder: ReadableFolder;
  readonly ledger: ScanLedger | undefined;
  readonly intern: Intern;
  readonly skipped: Skipped[];
}

/** Lists a folder and reads each file once, into the ledger if one is given. Never throws: what cannot be used is in `skipped`. */
export function scanFolder(folder: ReadableFolder, ledger?: ScanLedger, watch: ScanWatch = {}): SourceTree {
  const listing = listFiles(folder, watch.onFound);
  const configs = readConfigs(folder, listing.configs);
  const skipped = [...listing.skipped, ...configs.skipped];
  const scan: Scan = { watch, folder, ledger, intern: createInterner(), skipped };
  const files = new Map<string, ScannedFile>();
  for (const path of listing.sources) {
    const file = inspectFile(scan, path);
    if (file !== undefined) files.set(path, file);
  }
  for (const copy of compiledCopies(files, configs.texts)) files.delete(copy); // all that they hold is in their sources
  return {
    files,
    configs: new Map([...configs.texts].sort(([a], [b]) => byCodeUnit(a, b))),
    links: listing.links,
    skipped: scan.skipped.sort((a, b) => byCodeUnit(a.file, b.file) || byCodeUnit(a.reason, b.reason)),
    readText: (path) => (files.has(path) ? textOf(folder, path, ledger) : undefined),
  };
}

function inspectFile({ watch, folder, ledger, intern, skipped }: Scan, path: string): ScannedFile | undefined {
  const skip = (reason: string): undefined => {
    skipped.push({ file: path, reason });
  };
  try {
    const read = folder.read(path, READ_LIMIT_BYTES);
    if (read.kind === "too-large") return skip("larger than 64 MB: not read");
    const inspect = (): ByteFacts => inspectBytes(read.bytes, intern);
    const facts = ledger === undefined ? inspect() : ledger.factsOf(path, read.bytes, inspect);
    if (facts.kind === "binary") return skip("binary, not a text");
    // declarations resolve imports but start no analysis
    const { specifiers, marks } = facts;
    const relevant = marks.namesFramework && !isDeclarationPath(path);
    const bytes = read.bytes.length;
    if (relevant && bytes > FLOW_LIMIT_BYTES) skip("larger than 1.5 MB: prefiltered only");
    else if (relevant) watch.onRelevant?.(path);
    return { path, specifiers, relevant, marks, bytes };
  } catch (error) {
    return skip(`cannot be read: ${systemReason(error)}`);
  }
}

/** Text of a file that was scanned before, into the books of the ledger; undefined when it cannot be read any more. */
export function textOf(folder: ReadableFolder, path: string, ledger?: ScanLedger): string | undefined {
  try {
    const read = folder.read(path, READ_LIMIT_BYTES);
    const decoded = read.kind === "bytes" ? decodeSource(read.bytes) : undefined;
    if (read.kind === "bytes") ledger?.sawAgain(path, read.bytes);
    if (decoded?.kind === "text") return decoded.text;
  } catch {
    // as if it were not there
  }
  ledger?.lost();
  return undefined;
}
