import type { Hop } from "../../../contracts/audited-app.ts";
import { settledChannels } from "../../extract/channel-settles.ts";
import type { GraphModel, GraphNode } from "../../extract/graph-model.ts";
import type { Analysis } from "../../source/analysis.ts";
import type { Known } from "../../source/known/known.ts";
import { channelsWritten } from "../channel-use.ts";
import { deciderOf, type Turn, turnsOf, writesOfTurns } from "./conductor-turns.ts";
import { constantWrites } from "./constant-writes.ts";
import { bookkeepingOf } from "./hop-bookkeeping.ts";
import { returnPlaces } from "./return-places.ts";

/**
 * Hops through a conductor whose code leads from one agent always to the same next one, whatever else the state holds. The
 * conductor's code is followed from what it wrote when it picked the agent and from what the agent always writes.
 */
export const codeHops = (analysis: Analysis, graph: GraphModel, conductor: string): readonly Hop[] => {
  const node = graph.nodes.get(conductor);
  const decider = node && deciderOf(graph, node);
  if (!decider) return [];
  const settles = settledChannels(analysis, graph);
  const any = turnsOf(analysis, decider, new Map(), settles);
  if (!any) return [];
  return [...graph.nodes.values()].flatMap((agent): Hop[] => {
    if (agent.name === conductor || !isBetween(graph, agent.name, conductor)) return [];
    const picked = any.filter((it) => it.goesTo === undefined || it.goesTo === agent.name);
    if (picked.length === 0) return [];
    const turns = turnsOf(analysis, decider, factsAfter(analysis, agent, picked, settles), settles) ?? [];
    const [to] = new Set(turns.map((it) => it.goesTo));
    const isOne = to !== undefined && turns.every((it) => it.goesTo === to) && graph.nodes.has(to) && to !== conductor;
    return isOne && to !== agent.name
      ? [
          {
            from: agent.name,
            to,
            always: true,
            ...bookkeepingOf(analysis, turns),
            returns: returnPlaces(analysis, agent),
          },
        ]
      : [];
  });
};

/** What a conductor writes whenever it is asked, where that is the same each time; for hops that its router decides. */
export const standingBookkeeping = (
  analysis: Analysis,
  graph: GraphModel,
  conductor: string,
): Pick<Hop, "writes" | "calls"> => {
  const functions = graph.nodes.get(conductor)?.functions ?? [];
  const [fn] = functions;
  const turns = fn && functions.length === 1 ? writesOfTurns(analysis, fn) : undefined;
  return turns ? bookkeepingOf(analysis, turns) : { writes: null, calls: null };
};

/** True for an agent that only the conductor starts, and that goes back to it and nowhere else. */
const isBetween = (graph: GraphModel, agent: string, conductor: string): boolean => {
  const out = graph.edges.filter((it) => it.from === agent);
  const into = graph.edges.filter((it) => it.to === agent);
  return (
    out.length > 0 &&
    out.every((it) => it.to === conductor && (it.kind === "static" || it.kind === "command")) &&
    into.every((it) => it.from === conductor && it.kind !== "send") &&
    !graph.routes.some((it) => it.from === agent) &&
    !graph.joins.has(agent) &&
    !graph.repeated.has(agent) &&
    !graph.routes.some((it) => it.from !== conductor && !it.complete)
  );
};

/** What the state surely holds once an agent is done. */
const factsAfter = (
  analysis: Analysis,
  agent: GraphNode,
  picked: readonly Turn[],
  settles: (channel: string) => boolean,
): ReadonlyMap<string, Known> => {
  const [fn] = agent.functions;
  const written = fn && agent.functions.length === 1 ? channelsWritten(analysis, fn) : undefined;
  if (!fn || !written) return new Map();
  const facts = new Map<string, Known>();
  for (const [channel, value] of picked[0]?.writes ?? [])
    if (settles(channel) && !written.has(channel) && picked.every((it) => isSame(it.writes?.get(channel), value)))
      facts.set(channel, value);
  for (const [channel, value] of constantWrites(analysis, fn)) if (settles(channel)) facts.set(channel, value);
  return facts;
};

const isSame = (a: Known | undefined, b: Known): boolean => a?.t === "const" && b.t === "const" && a.value === b.value;
