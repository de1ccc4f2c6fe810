import type { Analysis } from "../source/analysis.ts";
import type { GraphModel } from "./graph-model.ts";
import { makes } from "./made-from.ts";
import { platformEntries } from "./platform-entries.ts";

/** The name that a `langgraph.json` gives a graph, or undefined. */
export const langgraphName = (analysis: Analysis, graph: GraphModel): string | undefined =>
  platformEntries(analysis).find(
    ({ value }) => value !== undefined && analysis.values.of(value).some((it) => makes(it, graph)),
  )?.name;
