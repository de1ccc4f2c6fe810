import { z } from "zod";
import type { Analysis } from "../../source/analysis.ts";
import { readJsonc } from "../../source/read-jsonc.ts";
import type { FoundFact } from "./found-fact.ts";

const fileSchema = z.object({ graphs: z.record(z.string(), z.unknown()) });

/**
 * Every `langgraph.json`: its server brings the saver and the store, and a saver given to `compile` is not used there
 * (https://docs.langchain.com/langgraph-platform/cli).
 */
export const platformFacts = (analysis: Analysis): FoundFact[] =>
  [...analysis.tree.configs].flatMap(([file, text]) => {
    if (!/(^|\/)langgraph\.json$/.test(file)) return [];
    const parsed = fileSchema.safeParse(readJsonc(text).value);
    const names = parsed.success ? Object.keys(parsed.data.graphs) : [];
    if (names.length === 0) return [];
    const expr = names.join(", ").slice(0, 120);
    return [
      { node: undefined, file, line: 1, kind: "platform", what: "LangGraph server", expr, target: null } as const,
    ];
  });
