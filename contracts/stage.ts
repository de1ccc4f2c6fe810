import { z } from "zod";
import { instantSchema, tenantIdSchema } from "./ids.ts";

/** Mode of the stages 1, 2, 4 and 5. */
export const rolloutSchema = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("off") }),
    z.strictObject({ mode: z.literal("shadow") }),
    z.strictObject({
      mode: z.literal("canary"),
      percent: z.number().gt(0).lt(100).describe("share of threads that are live, by a stable hash of the thread"),
    }),
    z.strictObject({ mode: z.literal("live") }),
  ])
  .describe("shadow: computed and compared, without effect; canary: live for a share of threads");

/** Mode of stage 3, state: each step can go back to the one before it without losing a write. */
export const stateMoveSchema = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("off") }),
    z.strictObject({ mode: z.literal("dual-write") }),
    z.strictObject({ mode: z.literal("compare") }),
    z.strictObject({ mode: z.literal("live") }),
    z.strictObject({ mode: z.literal("ramp-down") }),
    z.strictObject({ mode: z.literal("complete") }),
  ])
  .describe(
    "off: old only; dual-write: both, old answers; compare: both, old answers, differences are recorded; " +
      "live: both, new answers; ramp-down: new answers, old is only read for threads not moved yet; complete: new only",
  );

/** `stage/1`: the run stage of one tenant. Replaced as a whole; a writer names the version it read. */
export const stageSchema = z
  .strictObject({
    contract: z.literal("stage/1").describe("name and version of this document's shape"),
    tenant: tenantIdSchema,
    version: z.int().min(1).describe("counts up by one with each change; for compare-and-set"),
    updatedAt: instantSchema,
    by: z.string().min(1).describe("person or program that made the change"),
    reason: z.string().min(1).describe("why, one sentence; a rollback says what was breached"),
    killSwitch: z
      .boolean()
      .describe("true: new runs see registry, handoff, bus and mesh as off; state stays, the old saver may be stale"),
    abortBefore: z
      .int()
      .min(0)
      .describe("runs in flight that began under a version below this one are cancelled; 0: none"),
    observe: z
      .enum(["best-effort", "required"])
      .describe("when the decision log fails: best-effort goes on and counts the gap, required refuses the run"),
    stages: z
      .strictObject({
        registry: rolloutSchema.describe("stage 1"),
        handoff: rolloutSchema.describe("stage 2"),
        state: stateMoveSchema.describe("stage 3"),
        bus: rolloutSchema.describe("stage 4"),
        mesh: rolloutSchema.describe("stage 5"),
      })
      .describe("one mode per stage, each independent of the others"),
  })
  .describe("run stage of one tenant: what the shim does, as data");

/** See {@link stageSchema}. */
export type Stage = z.infer<typeof stageSchema>;
/** See {@link rolloutSchema}. */
export type Rollout = z.infer<typeof rolloutSchema>;
/** See {@link stateMoveSchema}. */
export type StateMove = z.infer<typeof stateMoveSchema>;
