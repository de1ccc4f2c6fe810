import type { SourceTree } from "../source-tree.ts";
import { memoryFolder } from "./memory-folder.ts";
import { scanFolder } from "./scan-folder.ts";

/** Scans texts by path (POSIX, relative; configuration files among them) by the same rules as a folder on disk. */
export const scanMemory = (files: ReadonlyMap<string, string>): SourceTree => scanFolder(memoryFolder(files));
