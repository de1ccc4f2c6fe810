export { auditFolder } from "./audit-folder.ts";
export { type AuditOptions, auditTree } from "./audit-tree.ts";
export { diskFolder } from "./source/disk-folder.ts";
export { memoryFolder } from "./source/scan/memory-folder.ts";
export type { ReadableFolder } from "./source/scan/readable-folder.ts";
export { scanFolder } from "./source/scan/scan-folder.ts";
export { scanMemory } from "./source/scan/scan-memory.ts";
export { scanDisk } from "./source/scan-disk.ts";
export type { SourceTree } from "./source/source-tree.ts";
