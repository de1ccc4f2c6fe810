import { posix } from "node:path";
import { parse } from "jsonc-parser";
import type { PlanContext } from "../../kit/define-codemod.ts";
import { isRecord } from "../../kit/package-of-file.ts";

/** Files that a `langgraph.json` names as graphs, relative to the root. */
export function platformGraphs(context: PlanContext): ReadonlySet<string> {
  const files = new Set<string>();
  for (const file of context.files.filter((it) => posix.basename(it) === "langgraph.json")) {
    const value: unknown = parse(context.readText(file) ?? "");
    const graphs = isRecord(value) && isRecord(value.graphs) ? Object.values(value.graphs) : [];
    for (const graph of graphs) {
      const entry = isRecord(graph) ? graph.path : graph;
      if (typeof entry === "string") files.add(posix.join(posix.dirname(file), entry.split(":")[0] ?? ""));
    }
  }
  return files;
}
