import { ts } from "ts-morph";
import { z } from "zod";
import type { Analysis } from "../source/analysis.ts";
import { folderOf, joinInside } from "../source/inside-path.ts";
import { readJsonc } from "../source/read-jsonc.ts";
import type { GraphModel } from "./graph-model.ts";
import { makes } from "./made-from.ts";

const entrySchema = z.union([z.string(), z.object({ path: z.string() }).transform((e) => e.path)]);
const fileSchema = z.object({ graphs: z.record(z.string(), entrySchema) });

/**
 * The name that a `langgraph.json` gives a graph (`"name": "./file.ts:export"`), or undefined. Format of the LangGraph
 * CLI, https://docs.langchain.com/langgraph-platform/cli.
 */
export const langgraphName = (analysis: Analysis, graph: GraphModel): string | undefined => {
  for (const [path, text] of analysis.tree.configs) {
    if (!/(^|\/)langgraph\.json$/.test(path)) continue;
    const parsed = fileSchema.safeParse(readJsonc(text).value);
    for (const [name, entry] of parsed.success ? Object.entries(parsed.data.graphs) : []) {
      const [file = "", exported = "default"] = entry.split(":");
      if (exportedGraph(analysis, joinInside(folderOf(path), file) ?? "", exported, graph)) return name;
    }
  }
  return undefined;
};

/** True when the export of a file is made from the graph. */
const exportedGraph = (analysis: Analysis, file: string, exported: string, graph: GraphModel): boolean => {
  const source = analysis.loaded.sourceFiles.find((f) => analysis.loaded.pathOf(f) === file);
  const module = source && analysis.checker.getSymbolAtLocation(source);
  const symbol = module && analysis.checker.getExportsOfModule(module).find((s) => s.name === exported);
  const declaration = symbol && analysis.references.follow(symbol).declarations?.[0];
  if (!declaration) return false;
  const value = ts.isVariableDeclaration(declaration)
    ? declaration.initializer
    : ts.isExportAssignment(declaration)
      ? declaration.expression
      : undefined;
  return value !== undefined && analysis.values.of(value).some((v) => makes(v, graph));
};
