import { z } from "zod";
import { instantSchema, sha256Schema } from "./ids.ts";
import { stageNumberSchema } from "./stage-names.ts";

const fileSchema = z.string().min(1).describe("POSIX path relative to root");
const preImageSchema = z.string().min(1).describe("file with the old bytes, relative to the journal's own folder");
const permissionsSchema = z.int().min(0).max(0o7777).describe("permission bits of the old file, such as 420 for 0644");

/** What is done to one file, with all that undoing it takes. */
export const journalEntrySchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("edited"),
      file: fileSchema,
      before: sha256Schema.describe("of the old bytes"),
      preImage: preImageSchema,
      permissions: permissionsSchema,
      after: sha256Schema.describe("of the new bytes; undo refuses if the file has others by then"),
    }),
    z.strictObject({
      kind: z.literal("created"),
      file: fileSchema,
      after: sha256Schema.describe("of the new bytes"),
      folders: z
        .array(z.string().min(1))
        .describe("folders made for it, outermost first, relative to root; undo removes those left empty"),
    }),
    z.strictObject({
      kind: z.literal("deleted"),
      file: fileSchema,
      before: sha256Schema.describe("of the old bytes"),
      preImage: preImageSchema,
      permissions: permissionsSchema,
    }),
  ])
  .describe("edited, created or deleted");

/**
 * `journal/1`: what a codemod run is about to do to a project, written and fsynced before the first rename. The next
 * command reads it: `planned` is dropped, `applying` is finished or taken back, `done` can be undone.
 */
export const journalSchema = z
  .strictObject({
    contract: z.literal("journal/1").describe("name and version of this document's shape"),
    id: z.string().min(1).describe("unique within the project; sorts by time"),
    toolVersion: z.string().min(1).describe("version of unconduct that wrote it"),
    startedAt: instantSchema,
    root: z.string().min(1).describe("absolute path of the project when it ran"),
    stage: stageNumberSchema.nullable().describe("null: single codemods were named"),
    codemods: z.array(z.string().min(1)).min(1).describe("ids, in the order applied"),
    state: z
      .enum(["planned", "applying", "done", "undone"])
      .describe(
        "planned: nothing touched yet; applying: some files may be new; done: all are; undone: all are old again",
      ),
    reason: z
      .string()
      .min(1)
      .nullable()
      .describe("why it was undone: by the user, or what verification found; else null"),
    commit: z.string().min(1).nullable().describe("hash of the commit made with --create-commits; else null"),
    entries: z.array(journalEntrySchema).describe("one per file, sorted by file"),
  })
  .describe("journal of one codemod run: enough to finish it, or to restore every byte");

/** See {@link journalSchema}. */
export type Journal = z.infer<typeof journalSchema>;
/** See {@link journalEntrySchema}. */
export type JournalEntry = z.infer<typeof journalEntrySchema>;
