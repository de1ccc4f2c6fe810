import { auditOutline } from "../audit-tree.ts";
import { diskFolder } from "../source/disk-folder.ts";
import { resolverOf } from "../source/outline.ts";
import { type ParseCache, parseAhead } from "../source/program/parse-file.ts";
import { textOf } from "../source/scan/scan-folder.ts";
import { realFolder } from "../source/scan-disk.ts";
import type { SourceTree } from "../source/source-tree.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { unpackGraph } from "./packed-graph.ts";

/** The thread's side of an audit: takes what was scanned, then the outline, and tells of its steps and of the report. */
export const threadAudit = (
  { folder, root, toolVersion }: ThreadStart,
  tell: (message: FromThread) => void,
): ((message: ToThread) => void) => {
  const parsed: ParseCache = new Map();
  let tree: SourceTree | undefined;
  return (message) => {
    if (message.kind === "scanned") {
      tree = readable(folder, message.tree);
      parseAhead(tree, parsed);
    } else if (tree) {
      const graph = unpackGraph(tree.files.keys(), message.graph);
      const outline = { tree, resolver: resolverOf(tree), graph, files: message.files };
      const onStep = (step: string): void => tell({ kind: "step", step });
      tell({ kind: "audit", audit: auditOutline(outline, { root, toolVersion, onStep }, parsed) });
    }
  };
};

/** A tree whose texts are read again in this thread. */
const readable = (folder: string, tree: Omit<SourceTree, "readText">): SourceTree => {
  const disk = diskFolder(realFolder(folder));
  return { ...tree, readText: (path) => (tree.files.has(path) ? textOf(disk, path) : undefined) };
};
