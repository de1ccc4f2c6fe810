import type { DecisionMap } from "../decision-points.ts";
import { type CompiledApp, hidden, isObject } from "../surface.ts";
import type { Spot } from "./open-turn.ts";
import type { RoutingOptions } from "./routing-options.ts";
import { wantsArguments } from "./transfer-tools.ts";

/**
 * Model nodes of an agent some of whose tools are agents, as `stated` says. Without arguments the tool must take an empty
 * object; one whose arguments only the model could write is left out.
 */
export const agentToolPoints = (
  app: CompiledApp,
  { points, toolNodes }: DecisionMap,
  stated: NonNullable<RoutingOptions["agentTools"]>,
): Spot[] => {
  const tools = [...toolNodes].flatMap((name) => {
    const own = app.nodes[name]?.bound.tools;
    return Array.isArray(own) ? own : [];
  });
  const callable = new Map(
    Object.entries(stated).flatMap(([name, mapping]) => {
      const tool: unknown = tools.find((it) => isObject(it) && it.name === name);
      if (!isObject(tool) || (mapping === null && wantsArguments(tool.schema))) return [];
      return [[name, mapping?.lastHuman ?? null] as const];
    }),
  );
  if (callable.size === 0) return [];
  const targets = [...callable.keys()].sort();
  return points.flatMap((decision) => {
    const { node } = decision;
    if (!hidden.modelNodes.includes(node)) return [];
    const declared = [...targets, hidden.end].sort();
    const point = { node, targets, declared, basis: "named" as const };
    return [{ decision, point, kind: { kind: "agent-tools", arguments: callable }, mayAct: true }];
  });
};
