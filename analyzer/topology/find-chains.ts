import type { Chain } from "../../contracts/audited-app.ts";
import { isRunTimeName } from "../extract/run-time-names.ts";
import type { GraphView } from "./graph-view.ts";

/**
 * Fixed sequences by plain edges: each node has one way out, always taken. A conductor that gets control back and the
 * ends are no members.
 */
export const findChains = (view: GraphView, conductor: string | null): Chain[] => {
  const next = new Map<string, string>();
  const names = new Set(view.names); // neither the end nor a name that no node has: LangGraph refuses to go there
  for (const node of view.names) {
    const ways = [...(view.out.get(node) ?? [])];
    const [only] = ways;
    if (ways.length !== 1 || only === undefined || !names.has(only) || only === node) continue;
    if (
      node === conductor ||
      only === conductor ||
      isToolLoop(view, node, only) ||
      view.repeated.has(node) ||
      view.joins.has(only) ||
      isRunTimeName(node) ||
      isRunTimeName(only) ||
      joinsSent(view, node, only)
    )
      continue;
    if (view.fixed.get(node)?.has(only)) next.set(node, only);
  }
  const inner = new Set(next.values());
  const chains: Chain[] = [];
  const used = new Set<string>();
  for (const start of [...next.keys()].filter((n) => !inner.has(n)).concat([...next.keys()])) {
    if (used.has(start)) continue;
    const agents = [start];
    used.add(start);
    for (let at = next.get(start); at !== undefined && !agents.includes(at); at = next.get(at)) {
      agents.push(at);
      if (used.has(at)) break;
      used.add(at);
    }
    if (agents.length > 1)
      chains.push({
        agents,
        basis: "static",
        throughConductor: false,
        confidence: "proven",
        reason: "plain edges, one way out of each",
      });
  }
  return chains;
};

/** Where several sent nodes meet, they may have run at once: a join, declared or not. */
const joinsSent = (view: GraphView, node: string, next: string): boolean =>
  view.sent.has(node) && [...view.sent].some((other) => other !== node && (view.out.get(other)?.has(next) ?? false));

/** The tools of an agent that come back to it: one agent's own loop. */
const isToolLoop = (view: GraphView, node: string, next: string): boolean =>
  view.toolNodes.has(node) && (view.picked.get(next)?.has(node) ?? false);
