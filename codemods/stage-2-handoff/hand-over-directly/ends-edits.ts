import { ts } from "ts-morph";
import type { TextEdit } from "../../kit/edit-plan.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { graphCalls, literalText } from "./graph-calls.ts";
import type { HopSite } from "./hop-site.ts";

/** Edits to the `ends` that an agent's `addNode` declares for its commands. */
export function endsEdits(read: SourceReader, { app, conductor, hop }: HopSite): TextEdit[] {
  const agent = app.agents.find((it) => it.name === hop.from);
  const source = agent && read(agent.file);
  if (!agent || !source) return [];
  const call = graphCalls(source, "addNode", agent.line).find(
    (it) => literalText(it.call.arguments[0]) === hop.from,
  )?.call;
  const options = call?.arguments[2];
  if (!options || !ts.isObjectLiteralExpression(options)) return [];
  const ends = options.properties.find((it) => it.name?.getText(source) === "ends");
  const list = ends && ts.isPropertyAssignment(ends) ? ends.initializer : undefined;
  if (!list || !ts.isArrayLiteralExpression(list)) return [];
  const hasNext = list.elements.some((it) => literalText(it) === hop.to);
  return list.elements
    .filter((it) => literalText(it) === conductor && !hasNext)
    .map((it) => ({
      file: source.fileName,
      start: it.getStart(source) + 1,
      end: it.getStart(source) + 1 + conductor.length,
      text: hop.to,
    }));
}
