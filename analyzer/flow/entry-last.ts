import { START } from "../extract/graph-model.ts";
import type { Sink } from "./item.ts";

/** What a router's answer comes to, in words. */
export const answeredAfter = (node: string): string => `returned by the router after ${node}`;

/**
 * Sinks with the router at the entry last: a run has passed it before anything is said, so that what a later router does
 * with the same value tells more.
 */
export const entryLast = (sinks: readonly Sink[]): readonly Sink[] => {
  const atEntry = (sink: Sink): boolean => sink.role === "route" && sink.what === answeredAfter(START);
  return [...sinks.filter((it) => !atEntry(it)), ...sinks.filter(atEntry)];
};
