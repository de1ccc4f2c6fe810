import { START } from "../extract/graph-model.ts";
import type { Sink } from "./item.ts";

/** What a router's answer comes to, in words. */
export const answeredAfter = (node: string): string => `returned by the router after ${node}`;

/**
 * Sinks with the router after the call's own nodes before others, and the one at the entry last: of the places where one
 * value chooses, the next one tells most, and a run has passed its entry before anything is said.
 */
export const ownRouterFirst = (sinks: readonly Sink[], nodes: readonly string[]): readonly Sink[] => {
  const own = new Set(nodes.map(answeredAfter));
  const rank = ({ role, what }: Sink): number => {
    if (role !== "route" || what === answeredAfter(START)) return 2;
    return own.has(what) ? 0 : 1;
  };
  return [...sinks].sort((a, b) => rank(a) - rank(b)); // stable: else in the order of the walk
};
