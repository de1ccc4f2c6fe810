import { realpathSync, statSync } from "node:fs";
import { UnconductError } from "../../contracts/unconduct-error.ts";
import { diskFolder } from "./disk-folder.ts";
import type { ReadableFolder } from "./scan/readable-folder.ts";
import { type ScanWatch, scanFolder } from "./scan/scan-folder.ts";
import type { ScanLedger } from "./scan/scan-ledger.ts";
import { systemReason } from "./scan/system-reason.ts";
import type { SourceTree } from "./source-tree.ts";

/** How {@link scanDisk} reaches the folder. */
export interface ScanDiskOptions extends ScanWatch {
  /** Opens the folder at a real path; default: the disk. Given by tests that need a failing disk. */
  readonly open?: (realRoot: string) => ReadableFolder;
  /** Keeps the books of the scan; default: nobody does, and nothing is hashed. */
  readonly ledger?: ScanLedger;
}

/**
 * Scans the folder at `root`. Throws {@link UnconductError} with code `AUDIT_PATH_MISSING`, `AUDIT_PATH_NOT_FOLDER` or
 * `AUDIT_NOTHING_READABLE`; every lesser problem is in `skipped`.
 */
export function scanDisk(root: string, options: ScanDiskOptions = {}): SourceTree {
  const tree = scanFolder((options.open ?? diskFolder)(realFolder(root)), options.ledger, options);
  if (tree.files.size === 0) throw nothingReadable(root, tree);
  return tree;
}

/** Real path of the folder at `root`. @throws UnconductError `AUDIT_PATH_MISSING` or `AUDIT_PATH_NOT_FOLDER`. */
export function realFolder(root: string): string {
  let real: string;
  let isFolder: boolean;
  try {
    real = realpathSync(root);
    isFolder = statSync(real).isDirectory();
  } catch (error) {
    const message = `Cannot audit ${root}: ${systemReason(error)}.`;
    throw new UnconductError("AUDIT_PATH_MISSING", message, "Give a folder that exists and can be read.", {
      cause: error,
    });
  }
  if (isFolder) return real;
  throw new UnconductError("AUDIT_PATH_NOT_FOLDER", `${root} is a file, not a folder.`, "Give its folder.");
}

function nothingReadable(root: string, tree: SourceTree): UnconductError {
  const first = tree.skipped[0];
  const skipped = first === undefined ? "" : ` ${tree.skipped.length} skipped, such as ${first.file}: ${first.reason}.`;
  return new UnconductError(
    "AUDIT_NOTHING_READABLE",
    `No readable TypeScript or JavaScript file in ${root}.${skipped}`,
    "Give the folder that holds the app's source; tests, dependencies, build output and ignored files are not audited.",
  );
}
