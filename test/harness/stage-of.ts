import type { Stage } from "../../contracts/stage.ts";

/** A valid stage/1 of tenant `acme`, version 1, everything off but what is given. */
export const stageOf = (stages: Partial<Stage["stages"]> = {}, rest: Partial<Omit<Stage, "stages">> = {}): Stage => ({
  contract: "stage/1",
  tenant: "acme",
  version: 1,
  updatedAt: "2026-01-01T00:00:00.000Z",
  by: "ada",
  reason: "a test",
  killSwitch: false,
  abortBefore: 0,
  observe: "best-effort",
  ...rest,
  stages: {
    registry: { mode: "off" },
    handoff: { mode: "off" },
    state: { mode: "off" },
    bus: { mode: "off" },
    mesh: { mode: "off" },
    ...stages,
  },
});
