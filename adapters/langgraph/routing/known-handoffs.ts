import type { RunIdentity } from "../../../shim/decisions/to-decision.ts";
import type { HandoffChain, HandoffUpdate } from "../../../shim/handoff/handoff-rules.ts";
import type { PlannedChain } from "../../../shim/handoff/plan-handoffs.ts";
import { handoffMessages } from "../handoff-messages.ts";
import { comparable, messagesIn } from "../messages.ts";
import type { RoutingSetting } from "./open-turn.ts";

/**
 * The chains of one conductor as far as it is known what the conductor would write at each link; the rest of a chain
 * stays with the conductor. `inPairs`: each link by itself, for comparing without effect.
 */
export const knownHandoffs = (
  setting: RoutingSetting,
  { tenant }: RunIdentity,
  chains: readonly PlannedChain[],
  inPairs: boolean,
): HandoffChain[] => {
  const known = chains.flatMap(({ conductor, agents, basis }) => {
    // What always approved so far may be a gate all the same.
    if (!inPairs && basis === "recorded" && setting.spots.get(conductor)?.mayAct !== true) return [];
    if (inPairs) return agents.slice(1).map((to, at) => ({ agents: [agents[at] ?? to, to], updates: {} }));
    const updates: Record<string, HandoffUpdate> = {};
    for (const target of agents.slice(1)) {
      const update = updateOf(setting, tenant, conductor, target);
      if (update === null) break;
      updates[target] = update;
    }
    return [{ agents: agents.slice(0, Object.keys(updates).length + 1), updates }];
  });
  const heads = new Set<string>();
  return known.filter(({ agents }) => agents.length > 1 && !heads.has(agents[0] ?? "") && heads.add(agents[0] ?? ""));
};

const updateOf = (
  { habits, spots, core }: RoutingSetting,
  tenant: string,
  conductor: string,
  target: string,
): HandoffUpdate | null => {
  if (spots.get(conductor)?.kind.kind !== "transfer-tools") return habits.updateFor(conductor, target);
  // Whether a supervisor writes these messages is a setting inside it: seen once, and never otherwise.
  if (habits.observations(conductor, target) === 0) return null;
  const messages = messagesIn([...handoffMessages(conductor, target)]).map(comparable);
  const isUsual = habits.agrees(conductor, target, tenant, core.digests.of({ messages }, tenant));
  return isUsual ? "handoff-messages" : null;
};
