import { z } from "zod";
import { instantSchema } from "./ids.ts";
import { observedAppSchema } from "./observed-app.ts";

/** `evidence/1`: what runs showed, learned from the decision log. Codemods, shim and reports read it. */
export const runEvidenceSchema = z
  .strictObject({
    contract: z.literal("evidence/1").describe("name and version of this document's shape"),
    toolVersion: z.string().min(1).describe("version of unconduct that made it"),
    madeAt: instantSchema,
    window: z
      .strictObject({ from: instantSchema, to: instantSchema })
      .describe("time span of the decisions it is made from, ends included"),
    apps: z.array(observedAppSchema).describe("one per topology fingerprint, sorted by it"),
  })
  .describe("what runs showed: transitions, chains, state updates, agreement; counts and constants, never messages");

/** See {@link runEvidenceSchema}. */
export type RunEvidence = z.infer<typeof runEvidenceSchema>;
