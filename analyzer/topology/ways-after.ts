import { settledChannels } from "../extract/channel-settles.ts";
import { type GraphModel, type GraphRoute, START } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { pathOf } from "../source/known/follow-code.ts";
import type { Known } from "../source/known/known.ts";
import { everyPath } from "../source/known/paths.ts";
import { constantWrites } from "./hops/constant-writes.ts";

/**
 * Where a conditional edge leads to after the node that it follows, given what that node always writes: a table looked up
 * by the stage that the node has just set has one way. All targets of the edge where its code cannot be followed.
 */
export const waysAfter = (analysis: Analysis, graph: GraphModel, route: GraphRoute): readonly string[] => {
  const [fn, ...more] = route.functions;
  const [body, ...others] = graph.nodes.get(route.from)?.functions ?? [];
  if (!fn || more.length || !body || others.length || route.from === START) return route.targets;
  const settles = settledChannels(analysis, graph);
  const facts = new Map<string, Known>([...constantWrites(analysis, body)].filter(([channel]) => settles(channel)));
  if (!facts.size) return route.targets;
  const answers = everyPath((choose) => pathOf(analysis, facts, choose).follow(fn, [{ t: "state" }], undefined));
  if (!answers?.every((it) => it.t === "const" && typeof it.value === "string")) return route.targets;
  const names = answers.map((it) => (it.t === "const" ? String(it.value) : ""));
  return [...new Set(names.map((it) => route.map?.get(it) ?? it))];
};
