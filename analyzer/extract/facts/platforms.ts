import type { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { platformEntries } from "../platform-entries.ts";
import type { FoundFact } from "./found-fact.ts";

/**
 * Every `langgraph.json`: its server brings the saver and the store, and a saver given to `compile` is not used there
 * (https://docs.langchain.com/langgraph-platform/cli). One fact for each graph that it names.
 */
export const platformFacts = (analysis: Analysis): FoundFact[] => {
  const byNode = new Map<ts.Node | undefined, { file: string; names: string[] }[]>();
  for (const { file, name, source, value } of platformEntries(analysis)) {
    const node = value ?? source;
    const known = byNode.get(node) ?? [];
    const own = known.find((it) => it.file === file);
    if (own) own.names.push(name);
    else byNode.set(node, [...known, { file, names: [name] }]);
  }
  return [...byNode].flatMap(([node, entries]) =>
    entries.map(({ file, names }) => {
      const expr = names.join(", ").slice(0, 120);
      return {
        node,
        file,
        line: 1,
        kind: "platform",
        what: "LangGraph server",
        expr,
        target: null,
      } as const;
    }),
  );
};
