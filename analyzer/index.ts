export { auditFolder } from "./audit-folder.ts";
export { type AuditOptions, auditTree } from "./audit-tree.ts";
export { scanDisk } from "./source/scan-disk.ts";
export { scanMemory } from "./source/scan-memory.ts";
export type { SourceTree } from "./source/source-tree.ts";
