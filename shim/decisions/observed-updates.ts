import type { Decision } from "../../contracts/decision.ts";
import type { ObservedUpdate } from "../../contracts/observed-app.ts";
import { isAlikeUpdate, nothingWritten } from "./is-alike-update.ts";

/**
 * What was written for each target by those who decided for themselves: not by a registry, which repeats what it knows.
 * Constant: the same each time, and every channel got a word of the graph, so its value is known; no values: nothing was
 * written, each time. The same each time but not in such words: left out, since the value is nowhere and nothing can be said of it.
 */
export const observedUpdates = (decisions: Iterable<Decision>): ObservedUpdate[] => {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.recheckOf !== null || decision.by === "registry" || isHandoff(decision)) continue;
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

/** A handoff of stage 2 writes what the conductor is known to write. */
const isHandoff = ({ by, stage }: Decision): boolean => by === "static" && stage > 0;

const toUpdate = (from: string, target: string, group: readonly Decision[]): ObservedUpdate[] => {
  const updates = group.map(({ update }) => update ?? nothingWritten);
  const [first = nothingWritten] = updates;
  const observations = updates.length;
  const channels = [...new Set(updates.flatMap((it) => it.channels))].sort();
  const differing = channels.filter(
    (channel) => updates.some((it) => it.words[channel] !== first.words[channel]) || first.words[channel] === undefined,
  );
  if (hasSeveralDigests(group) || updates.some((it) => !isAlikeUpdate(it, first)))
    return [{ kind: "varies", from, target, observations, channels: differing }];
  return differing.length > 0 ? [] : [{ kind: "constant", from, target, observations, values: first.words }];
};

/** Digests are comparable within a tenant only: its id is part of each. */
const hasSeveralDigests = (group: readonly Decision[]): boolean => {
  const digests = new Map<string, string>();
  return group.some(({ tenant, update }) => {
    const known = digests.get(tenant);
    digests.set(tenant, known ?? digestOf(update));
    return known !== undefined && known !== digestOf(update);
  });
};

const digestOf = (update: Decision["update"]): string => update?.digest ?? nothingWritten.digest;
