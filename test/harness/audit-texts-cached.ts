import { tmpdir } from "node:os";
import { auditWithCache } from "../../analyzer/cache/audit-with-cache.ts";
import type { CacheStore } from "../../analyzer/cache/cache-store.ts";
import { memoryFolder } from "../../analyzer/source/scan/memory-folder.ts";

/** An audit of texts with a cache: its bytes, the steps it took and the notes it made. */
export const auditTextsCached = async (
  texts: ReadonlyMap<string, string>,
  cache: CacheStore,
  toolVersion = "0.0.0-test",
): Promise<{ readonly bytes: string; readonly steps: readonly string[]; readonly notes: readonly string[] }> => {
  const steps: string[] = [];
  const notes: string[] = [];
  const audit = await auditWithCache(tmpdir(), {
    toolVersion,
    root: ".",
    cache,
    open: () => memoryFolder(texts),
    onStep: (step) => steps.push(step),
    onNote: (note) => notes.push(note),
  });
  return { bytes: JSON.stringify(audit), steps, notes };
};
