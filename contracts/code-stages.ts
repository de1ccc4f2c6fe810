import { z } from "zod";
import { journalSchema } from "./journal.ts";
import { plannedChangeSchema } from "./migration.ts";
import { placeSchema } from "./place.ts";
import { stageNames, stageNumberSchema } from "./stage-names.ts";

/** A comment that a codemod left for a person. */
export const leftMarkSchema = placeSchema.extend({
  codemod: z.string().min(1),
  kind: z.enum(["todo", "ignore"]).describe("ignore: a person decided that the place stays as it is"),
  reason: z.string(),
});

/** One stage of one project. */
export const codeStageSchema = z.strictObject({
  stage: stageNumberSchema,
  name: z.enum(stageNames),
  state: z
    .enum(["done", "open", "not-applicable", "unavailable"])
    .describe("unavailable: this version has no codemod for the stage"),
  reason: z.string().min(1),
  codemods: z.array(z.string().min(1)).describe("ids, in the order in which they run"),
  changes: z.array(plannedChangeSchema).describe("what the codemods would change now"),
  manual: z
    .array(placeSchema.extend({ what: z.string().min(1) }))
    .describe("what stays for a person, or what findings ask of the stage"),
});

/** `code-stages/1`: what `unconduct status` and `unconduct plan` print with `--format json`. */
export const codeStagesSchema = z
  .strictObject({
    contract: z.literal("code-stages/1").describe("name and version of this document's shape"),
    toolVersion: z.string().min(1),
    stages: z.array(codeStageSchema).describe("1 to 5, in order"),
    marks: z.array(leftMarkSchema).describe("sorted by file, line"),
    runs: z
      .array(journalSchema.pick({ id: true, startedAt: true, stage: true, codemods: true, state: true, commit: true }))
      .describe("runs that wrote, oldest first"),
  })
  .describe("which stages a project's code has been through, and what is left to do");

/** See {@link codeStagesSchema}. */
export type CodeStages = z.infer<typeof codeStagesSchema>;
/** See {@link codeStageSchema}. */
export type CodeStage = z.infer<typeof codeStageSchema>;
/** See {@link leftMarkSchema}. */
export type LeftMark = z.infer<typeof leftMarkSchema>;
