import { z } from "zod";

/** The stages in order; the index is the stage's number. */
export const stageNames = ["observe", "registry", "handoff", "state", "bus", "mesh"] as const;

/** 0 observe, 1 registry, 2 handoff, 3 state, 4 bus, 5 mesh. */
export const stageNumberSchema = z
  .int()
  .min(0)
  .max(5)
  .describe("0 observe, 1 registry, 2 handoff, 3 state, 4 bus, 5 mesh");

/** See {@link stageNames}. */
export type StageName = (typeof stageNames)[number];
