import { z } from "zod";
import { placeSchema } from "./place.ts";
import { stageNumberSchema } from "./stage-names.ts";

/** A place, with why nothing or only a comment was put there. */
const reasonedPlaceSchema = placeSchema.extend({
  codemod: z.string().min(1).describe("id of the codemod that looked at it"),
  reason: z.string().min(1),
});

const fileSchema = z.string().min(1).describe("POSIX path relative to the migrated folder");
const reasonsSchema = z.array(z.string().min(1)).min(1);

/** What became of one file that a codemod looked at. */
export const fileOutcomeSchema = z
  .discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("changed"),
      file: fileSchema,
      created: z.boolean().describe("true: the file is new"),
      reasons: reasonsSchema.describe("what was changed"),
      diff: z.string().describe("unified, three lines of context"),
    }),
    z.strictObject({
      outcome: z.literal("marked"),
      file: fileSchema,
      reasons: reasonsSchema.describe("what a person has to decide"),
      diff: z.string().describe("unified, three lines of context"),
    }),
    z.strictObject({ outcome: z.literal("unchanged"), file: fileSchema, reasons: reasonsSchema }),
    z.strictObject({ outcome: z.literal("refused"), file: fileSchema, reasons: reasonsSchema }),
    z.strictObject({
      outcome: z.literal("failed"),
      file: fileSchema,
      reasons: reasonsSchema.describe("what verification found; nothing of the run was written"),
    }),
  ])
  .describe("changed, marked, unchanged, refused or failed, with the reasons");

/** One thing that was changed, or would be. */
export const plannedChangeSchema = placeSchema.extend({
  id: z.string().min(1).describe("the same for the same tree"),
  codemod: z.string().min(1),
  what: z.string().min(1),
});

/**
 * `migration/1`: what `unconduct migrate --format json` prints: what a run of codemods did, or would do, to each file
 * that it looked at.
 */
export const migrationSchema = z
  .strictObject({
    contract: z.literal("migration/1").describe("name and version of this document's shape"),
    toolVersion: z.string().min(1),
    stage: stageNumberSchema.nullable().describe("null: single codemods were named"),
    codemods: z.array(
      z.strictObject({
        id: z.string().min(1),
        refusal: z.string().min(1).nullable().describe("why it does not fit this project as a whole; else null"),
      }),
    ),
    written: z.boolean().describe("false: a dry run, nothing to do, or a run that verification stopped"),
    run: z.string().min(1).nullable().describe("id of the journal; null when nothing was written"),
    commit: z.string().min(1).nullable().describe("hash of the commit made with --create-commits"),
    checks: z.array(z.string().min(1)).describe("what verification did, in order; empty in a dry run"),
    problems: z.array(z.string().min(1)).describe("why verification stopped the run; empty when it passed"),
    changes: z.array(plannedChangeSchema).describe("sorted by codemod, file, line"),
    marks: z.array(reasonedPlaceSchema).describe("places that were marked for a person"),
    left: z
      .array(reasonedPlaceSchema.extend({ kind: z.enum(["unchanged", "refused"]) }))
      .describe("places that stay as they are, and why"),
    files: z.array(fileOutcomeSchema).describe("every file that was looked at, sorted by path"),
  })
  .describe("what a run of codemods did, or would do, to a project");

/** See {@link migrationSchema}. */
export type Migration = z.infer<typeof migrationSchema>;
/** See {@link fileOutcomeSchema}. */
export type FileOutcome = z.infer<typeof fileOutcomeSchema>;
/** See {@link plannedChangeSchema}. */
export type PlannedChange = z.infer<typeof plannedChangeSchema>;
