import type { Audit } from "../contracts/audit.ts";
import { type AuditOptions, auditTree } from "./audit-tree.ts";
import { scanDisk } from "./source/scan-disk.ts";

/**
 * Audits a folder on disk; reads it once and never runs or writes anything.
 * @throws UnconductError `AUDIT_PATH_MISSING`, `AUDIT_PATH_NOT_FOLDER` or `AUDIT_NOTHING_READABLE`; any other trouble is in `skipped`.
 */
export const auditFolder = (root: string, options: AuditOptions): Audit => {
  options.onStep?.("reading files");
  return auditTree(scanDisk(root), { root, ...options });
};
