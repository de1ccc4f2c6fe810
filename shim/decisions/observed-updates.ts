import type { Decision } from "../../contracts/decision.ts";
import type { ObservedUpdate } from "../../contracts/observed-app.ts";

/**
 * What was written for each target. Constant: the same each time, and every channel got a word of the graph, so its value
 * is known. The same each time but not in such words: left out, since the value is nowhere and nothing can be said of it.
 */
export const observedUpdates = (decisions: Iterable<Decision>): ObservedUpdate[] => {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.recheckOf !== null || decision.update === null) continue;
    if (decision.chosen.kind !== "agent" && decision.chosen.kind !== "end") continue;
    const target = decision.chosen.kind === "agent" ? decision.chosen.target : "__end__";
    const key = JSON.stringify([decision.from, target]);
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, group]) => {
      const [from, target] = JSON.parse(key) as [string, string]; // made above
      return toUpdate(from, target, group);
    });
};

const toUpdate = (from: string, target: string, group: readonly Decision[]): ObservedUpdate[] => {
  const updates = group.flatMap(({ update }) => (update === null ? [] : [update]));
  const [first] = updates;
  if (first === undefined) return [];
  const observations = updates.length;
  const channels = [...new Set(updates.flatMap((it) => it.channels))].sort();
  const differing = channels.filter(
    (channel) => updates.some((it) => it.words[channel] !== first.words[channel]) || first.words[channel] === undefined,
  );
  if (updates.some(({ digest }) => digest !== first.digest))
    return [{ kind: "varies", from, target, observations, channels: differing }];
  return differing.length > 0 ? [] : [{ kind: "constant", from, target, observations, values: first.words }];
};
