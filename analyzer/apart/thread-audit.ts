import { auditOutline } from "../audit-tree.ts";
import { diskFolder } from "../source/disk-folder.ts";
import { resolverOf } from "../source/outline.ts";
import { type ParseCache, parseFiles } from "../source/program/parse-file.ts";
import { textOf } from "../source/scan/scan-folder.ts";
import { realFolder } from "../source/scan-disk.ts";
import type { SourceTree } from "../source/source-tree.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { unpackGraph } from "./packed-graph.ts";

/** The thread's side of an audit: parses what it is told of early, takes the scan and the outline, tells of steps and the report. */
export const threadAudit = (
  { folder, root, toolVersion }: ThreadStart,
  tell: (message: FromThread) => void,
): ((message: ToThread) => void) => {
  const parsed: ParseCache = new Map();
  const disk = diskFolder(realFolder(folder)); // texts are read again in this thread
  const readText = (path: string): string | undefined => textOf(disk, path);
  let tree: SourceTree | undefined;
  return (message) => {
    if (message.kind === "sure") parseFiles({ readText }, message.files, parsed);
    else if (message.kind === "scanned") {
      const { files } = message.tree;
      tree = { ...message.tree, readText: (path) => (files.has(path) ? readText(path) : undefined) };
    } else if (tree) {
      const graph = unpackGraph(tree.files.keys(), message.graph);
      const outline = { tree, resolver: resolverOf(tree), graph, files: message.files };
      const onStep = (step: string): void => tell({ kind: "step", step });
      tell({ kind: "audit", audit: auditOutline(outline, { root, toolVersion, onStep }, parsed) });
    }
  };
};
