import type { Audit } from "../../contracts/audit.ts";
import type { AuditOptions } from "../audit-tree.ts";
import { outlineOf } from "../source/outline.ts";
import { scanDisk } from "../source/scan-disk.ts";
import { type AuditWorker, canStartWorker, startAuditWorker } from "./audit-worker.ts";
import { packGraph } from "./packed-graph.ts";

/** From so many files on, scanning takes longer than starting a thread. */
const MANY_FILES = 2000;

/**
 * The same audit as `auditFolder`, byte for byte. Of a large folder it is made in a thread of its own: the compiler loads
 * there, and parses what names a framework, while this thread reads files and resolves imports.
 * @throws UnconductError like `auditFolder`.
 */
export const auditApart = async (folder: string, options: AuditOptions): Promise<Audit> => {
  const step = options.onStep ?? (() => undefined);
  const named = { root: folder, ...options };
  step("reading files");
  let worker: AuditWorker | undefined;
  const onFound = (count: number): void => {
    if (worker || count < MANY_FILES || !canStartWorker) return;
    worker = startAuditWorker({ folder, root: named.root, toolVersion: options.toolVersion }, step);
  };
  try {
    const onSure = (files: readonly string[]): void => worker?.send({ kind: "sure", files });
    const tree = scanDisk(folder, { onFound, onRelevant: (path) => onSure([path]) });
    if (!worker) return (await import("../audit-tree.ts")).auditTree(tree, named);
    const { readText, ...scanned } = tree;
    worker.send({ kind: "scanned", tree: scanned });
    step("resolving imports");
    const { graph, files } = outlineOf(tree, onSure);
    worker.send({ kind: "outlined", graph: packGraph(tree.files.keys(), graph), files });
    return await worker.audit;
  } finally {
    // Not waited for: giving back what the thread held takes a while, and the report can be written meanwhile.
    void worker?.end();
  }
};
