import { ts } from "ts-morph";
import { z } from "zod";
import type { Analysis } from "../source/analysis.ts";
import { folderOf, joinInside } from "../source/inside-path.ts";
import { readJsonc } from "../source/read-jsonc.ts";

const graphSchema = z.union([z.string(), z.object({ path: z.string() }).transform((it) => it.path)]).catch("");
const fileSchema = z.object({ graphs: z.record(z.string(), graphSchema) });

/** One graph that a `langgraph.json` names. */
export interface PlatformEntry {
  /** The `langgraph.json`. */
  readonly file: string;
  /** What clients ask for. */
  readonly name: string;
  /** The file that the graph is exported from; undefined where it is none of the loaded ones. */
  readonly source: ts.SourceFile | undefined;
  /** The exported value; undefined where it is none, such as a function that makes the graph. */
  readonly value: ts.Expression | undefined;
}

/**
 * Every graph of every `langgraph.json` (`"name": "./file.ts:export"`, or an object that holds that). Format of the LangGraph
 * CLI, https://docs.langchain.com/langgraph-platform/cli.
 */
export const platformEntries = (analysis: Analysis): PlatformEntry[] =>
  [...analysis.tree.configs].flatMap(([file, text]) => {
    if (!/(^|\/)langgraph\.json$/.test(file)) return [];
    const parsed = fileSchema.safeParse(readJsonc(text).value);
    return Object.entries(parsed.success ? parsed.data.graphs : {}).map(([name, entry]) => {
      const [path = "", exported = "default"] = entry.split(":");
      const wanted = joinInside(folderOf(file), path);
      const source = analysis.loaded.sourceFiles.find((it) => analysis.loaded.pathOf(it) === wanted);
      return { file, name, source, value: source && exportedValue(analysis, source, exported) };
    });
  });

const exportedValue = (analysis: Analysis, source: ts.SourceFile, exported: string): ts.Expression | undefined => {
  const module = analysis.checker.getSymbolAtLocation(source);
  const symbol = module && analysis.checker.getExportsOfModule(module).find((it) => it.name === exported);
  const declaration = symbol && analysis.references.follow(symbol).declarations?.[0];
  if (!declaration) return undefined;
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer;
  return ts.isExportAssignment(declaration) ? declaration.expression : undefined;
};
