export { auditFolder } from "./audit-folder.ts";
export { type AuditOptions, auditTree } from "./audit-tree.ts";
export { scanMemory } from "./source/scan/scan-memory.ts";
export { scanDisk } from "./source/scan-disk.ts";
export type { SourceTree } from "./source/source-tree.ts";
