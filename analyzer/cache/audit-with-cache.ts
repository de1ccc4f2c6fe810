import { hash } from "node:crypto";
import type { Audit } from "../../contracts/audit.ts";
import type { AuditOptions } from "../audit-tree.ts";
import { ScanLedger } from "../source/scan/scan-ledger.ts";
import { type ScanDiskOptions, scanDisk } from "../source/scan-disk.ts";
import type { CacheStore } from "./cache-store.ts";
import { type FactRow, fromRows, toRows } from "./cached-scan.ts";
import { scanDigest } from "./scan-digest.ts";
import { seal, unseal } from "./sealed-text.ts";

/** Changes when what is kept changes its shape or meaning. */
const FORMAT = 2;

/** How to audit with a cache. */
export interface CachedAuditOptions extends AuditOptions {
  readonly cache: CacheStore;
  /** Told, in a sentence for people, why the cache could not be used as it should. Default: nobody is told. */
  readonly onNote?: (note: string) => void;
  /** See {@link ScanDiskOptions}. */
  readonly open?: ScanDiskOptions["open"];
}

/** A kept report, with the files it was read from and the digest of each: of all others only {@link scanDigest} counts. */
interface KeptReport {
  readonly scan: string;
  readonly read: readonly (readonly [path: string, digest: string])[];
  readonly audit: Audit;
}

/**
 * The same audit as `auditFolder`, byte for byte. Hashes every file; where neither the scan nor any text that the last
 * audit read has changed, that audit is given again. A cache that is damaged or cannot be written is told of and left.
 * @throws UnconductError like `auditFolder`.
 */
export const auditWithCache = async (root: string, options: CachedAuditOptions): Promise<Audit> => {
  const tell = options.onStep ?? (() => undefined);
  tell("reading files");
  const key = hash("sha256", JSON.stringify([FORMAT, options.toolVersion, options.root ?? root])).slice(0, 16);
  const scanned = readKept(options, `scan-${key}`) as readonly FactRow[] | undefined; // sealed by `keep` below
  const ledger = new ScanLedger(fromRows(scanned ?? []));
  const tree = scanDisk(root, { ledger, ...(options.open ? { open: options.open } : {}) });
  tell("looking into the cache");
  const scan = scanDigest(tree);
  const kept = readKept(options, `audit-${key}`) as KeptReport | undefined; // as above
  if (kept?.scan === scan && kept.read.every(([path, digest]) => ledger.digest(path) === digest)) return kept.audit;
  tell("loading the compiler");
  const { auditTree } = await import("../audit-tree.ts"); // a hit does without
  const audit = auditTree(tree, { root, ...options });
  if (ledger.isUnsteady) return audit;
  const read = ledger.readAgain.map((path) => [path, ledger.digest(path) ?? ""] as const);
  keep(options, `scan-${key}`, toRows(ledger.facts));
  keep(options, `audit-${key}`, { scan, read, audit } satisfies KeptReport);
  return audit;
};

const readKept = ({ cache, onNote }: CachedAuditOptions, name: string): unknown => {
  try {
    const text = cache.read(name);
    if (text === undefined) return undefined;
    const value = unseal(text);
    if (value === undefined) onNote?.(`the cache's ${name} is damaged: it is ignored and made again.`);
    return value;
  } catch (error) {
    onNote?.(`the cache cannot be read: ${reasonOf(error)}.`);
    return undefined;
  }
};

const keep = ({ cache, onNote }: CachedAuditOptions, name: string, value: unknown): void => {
  try {
    cache.write(name, seal(value));
  } catch (error) {
    onNote?.(`the cache cannot be written: ${reasonOf(error)}.`);
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
