import type { Conducting } from "./find-conductor.ts";
import type { GraphView } from "./graph-view.ts";
import type { HiddenDispatch } from "./hidden-dispatch.ts";

/**
 * How an app is run when dispatch hidden inside nodes counts as well: it conducts where no edge does, and it names the
 * workers of a plan whose steps one node executes.
 */
export const withHidden = (found: Conducting, view: GraphView, hidden: readonly HiddenDispatch[]): Conducting => {
  const [first] = hidden;
  if (!first) return found;
  if (found.shape === "plan-execute") {
    const steps = hidden.filter((h) => found.workers.includes(h.node));
    return steps.length ? { ...found, hidden: steps } : found;
  }
  if (found.conductor !== null || found.shape === "swarm" || found.shape === "router" || found.router) return found;
  const loops = view.picked.get(first.node)?.has(first.node) ?? false;
  const planned = loops && first.decider !== first.node && view.agents.has(first.decider);
  return {
    shape: planned ? "plan-execute" : "router",
    conductor: first.decider,
    workers: [first.node],
    hidden: [first],
  };
};
