import type { Agent, Chain, Cluster, Edge } from "../../contracts/audited-app.ts";
import { byCodeUnit } from "../source/sort-order.ts";

const SMALLEST = 3;
const LARGEST = 5;
/** Channels that everybody uses, so that they tie nobody to anybody. */
const COMMON = new Set(["messages"]);

/** What ties two agents together. */
interface Tie {
  readonly a: string;
  readonly b: string;
  readonly why: string;
}

/**
 * Groups of three to five agents that work for each other more than for the rest: one reads a channel that only another
 * of the group writes, or work goes from one to the other without the conductor. Agents of larger groups are not split.
 */
export const findClusters = (agents: readonly Agent[], edges: readonly Edge[], chains: readonly Chain[]): Cluster[] => {
  const names = new Set(agents.filter((a) => a.role === "agent").map((a) => a.name));
  const ties = [...byChannels(agents), ...byWays(names, edges), ...byChains(names, chains)];
  const groups = new Map([...names].map((name) => [name, new Set([name])]));
  for (const { a, b } of ties) {
    const [left, right] = [groups.get(a), groups.get(b)];
    if (!left || !right || left === right) continue;
    for (const name of right) {
      left.add(name);
      groups.set(name, left);
    }
  }
  return [...new Set(groups.values())]
    .filter((group) => group.size >= SMALLEST && group.size <= LARGEST && group.size < names.size)
    .map((group) => ({
      agents: [...group].sort(byCodeUnit),
      reasons: [...new Set(ties.filter((t) => group.has(t.a)).map((t) => t.why))].sort(byCodeUnit),
    }))
    .sort((x, y) => byCodeUnit(x.agents[0] ?? "", y.agents[0] ?? ""));
};

/** One writer and one other reader: a channel between two agents. */
const byChannels = (agents: readonly Agent[]): Tie[] => {
  const workers = agents.filter((a) => a.role === "agent");
  const channels = new Set(workers.flatMap((a) => a.writes ?? []).filter((c) => !COMMON.has(c)));
  return [...channels].sort(byCodeUnit).flatMap((channel): Tie[] => {
    const writers = workers.filter((a) => a.writes?.includes(channel));
    const readers = agents.filter((a) => a.reads?.includes(channel) && !writers.includes(a));
    const [writer, reader] = [writers[0], readers[0]];
    if (!writer || !reader || writers.length > 1 || readers.length > 1 || reader.role !== "agent") return [];
    return [
      { a: writer.name, b: reader.name, why: `${reader.name} reads ${channel}, which only ${writer.name} writes` },
    ];
  });
};

const byWays = (names: ReadonlySet<string>, edges: readonly Edge[]): Tie[] =>
  edges
    .filter((e) => e.from !== e.to && names.has(e.from) && names.has(e.to) && e.kind !== "conditional")
    .map((e) => ({ a: e.from, b: e.to, why: `${e.from} hands over to ${e.to}` }));

const byChains = (names: ReadonlySet<string>, chains: readonly Chain[]): Tie[] =>
  chains
    .filter((c) => c.basis === "code")
    .flatMap((c) => c.agents.slice(1).map((to, i) => ({ a: c.agents[i] ?? "", b: to })))
    .filter(({ a, b }) => names.has(a) && names.has(b))
    .map(({ a, b }) => ({ a, b, why: `${a} always runs before ${b}` }));
