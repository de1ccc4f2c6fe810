import type { Stage } from "../../contracts/stage.ts";
import type { StageSource } from "../ports/stage-source.ts";

/** Stages that never change: each document holds for its own tenant; the other tenants have none. */
export const constantStages = (...stages: readonly Stage[]): StageSource => {
  const byTenant = new Map(stages.map((stage) => [stage.tenant, stage]));
  return { read: (tenant) => byTenant.get(tenant) ?? null };
};
