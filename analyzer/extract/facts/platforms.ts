import { posix } from "node:path";
import type { ts } from "ts-morph";
import { z } from "zod";
import type { Analysis } from "../../source/analysis.ts";
import { readJsonc } from "../../source/read-jsonc.ts";
import type { FoundFact } from "./found-fact.ts";

const graphSchema = z.union([z.string(), z.object({ path: z.string().optional() })]).catch("");
const fileSchema = z.object({ graphs: z.record(z.string(), graphSchema) });

/**
 * Every `langgraph.json`: its server brings the saver and the store, and a saver given to `compile` is not used there
 * (https://docs.langchain.com/langgraph-platform/cli). One fact for each source file that it names.
 */
export const platformFacts = (analysis: Analysis): FoundFact[] => {
  const files = new Map(analysis.loaded.sourceFiles.map((file) => [analysis.loaded.pathOf(file), file]));
  return [...analysis.tree.configs].flatMap(([file, text]) => {
    if (!/(^|\/)langgraph\.json$/.test(file)) return [];
    const parsed = fileSchema.safeParse(readJsonc(text).value);
    const byNode = new Map<ts.SourceFile | undefined, string[]>();
    for (const [name, graph] of Object.entries(parsed.success ? parsed.data.graphs : {})) {
      const node = files.get(posix.join(posix.dirname(file), pathOf(graph)));
      byNode.set(node, [...(byNode.get(node) ?? []), name]);
    }
    return [...byNode].map(([node, names]) => {
      const expr = names.join(", ").slice(0, 120);
      return { node, file, line: 1, kind: "platform", what: "LangGraph server", expr, target: null } as const;
    });
  });
};

/** `./src/graph.ts:app`, or an object that holds it. */
const pathOf = (graph: z.infer<typeof graphSchema>): string =>
  (typeof graph === "string" ? graph : (graph.path ?? "")).split(":")[0] ?? "";
