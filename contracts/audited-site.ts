import { z } from "zod";
import { placeSchema } from "./place.ts";

/** Where state lives: a saver, a store, a process-local map, a thread id. */
export const stateSiteSchema = placeSchema.extend({
  kind: z
    .enum(["saver", "store", "process-map", "graph-cache", "thread-id"])
    .describe(
      "saver: a checkpointer is made; store: a long-term store is made; process-map: conversations kept in a module-level map; graph-cache: compiled graphs kept in a map; thread-id: how a run's thread is named",
    ),
  name: z.string().min(1).describe("class name, variable or expression"),
  durability: z
    .enum(["process", "external", "unknown"])
    .describe("process: lost with the process; external: a database, a file or a service keeps it"),
  threadId: z
    .enum(["constant", "random", "request", "tenant-scoped", "user", "unknown"])
    .nullable()
    .describe("only for thread-id: where its value comes from; user: it is a user's id, one thread for each user"),
  app: z.string().nullable(),
  start: z
    .int()
    .min(0)
    .optional()
    .describe(
      "offset, in UTF-16 units, of what makes it: the `new` or factory call without `await`, a map's initial value, a thread id's value; absent for a class declaration",
    ),
  end: z.int().min(0).optional().describe("end offset, exclusive, in UTF-16 units"),
  lifetime: z
    .enum(["process", "object", "call"])
    .optional()
    .describe(
      "process: made once, and kept at module level or made from there; object: kept in a field; call: made anew each time the function around it runs, so per request where that answers one. Absent for thread ids and classes",
    ),
  consumers: z
    .array(
      placeSchema.extend({
        option: z.enum(["checkpointer", "checkpointSaver", "store"]),
        call: z.string().min(1).describe("name of what is called with it, such as `compile`"),
        start: z.int().min(0).describe("offset of the whole call, in UTF-16 units"),
        end: z.int().min(0).describe("end offset, exclusive"),
      }),
    )
    .optional()
    .describe("only for savers and stores: the calls it is handed to; sorted by file, start"),
  holds: z
    .enum(["graphs", "conversations", "limits", "other"])
    .optional()
    .describe(
      "only for maps: what is kept, by what is stored and under which key: compiled graphs or agents; something of a conversation, session or user; counters and times of a rate limit; anything else",
    ),
  tenant: z
    .strictObject({
      expr: z.string().min(1).describe("on one line"),
      start: z.int().min(0),
      end: z.int().min(0).describe("offsets of the expression or name, in UTF-16 units"),
    })
    .nullable()
    .optional()
    .describe("only for thread ids: a tenant's or user's id that can be named where the thread id is; null: none seen"),
});

/** Where a graph or a prebuilt agent is set running. */
export const dispatchSiteSchema = placeSchema.extend({
  expr: z.string().min(1).describe("on one line, at most 120 characters"),
  mode: z
    .enum(["request-response", "streaming", "fire-and-forget", "unknown"])
    .describe("fire-and-forget: nobody waits for the result"),
  remote: z
    .literal(true)
    .optional()
    .describe("a LangGraph server runs it, asked by its SDK; absent: this process does"),
  app: z.string().nullable(),
});

/** Where a tenant or user id reaches the graph. */
export const tenancySiteSchema = placeSchema.extend({
  expr: z.string().min(1).describe("on one line, at most 120 characters"),
  key: z.string().min(1).describe("the identifier, such as tenantId or userId"),
});

/** Something a rule found, with what to do about it. */
export const findingSchema = placeSchema.extend({
  ruleId: z.string().min(1),
  level: z.enum(["info", "warning", "error"]),
  what: z.string().min(1).describe("what is there"),
  why: z.string().min(1).describe("why it matters"),
  remedy: z.string().min(1).describe("what to do"),
  fix: z.enum(["stage-1", "stage-2", "stage-3", "stage-4", "stage-5", "manual", "none"]),
  app: z.string().nullable(),
  fingerprint: z.string().min(1).describe("stable over unrelated edits; for baselines"),
});

/** A file that could not be used, with the reason. */
export const skippedSchema = z.strictObject({
  file: z.string().min(1).describe("POSIX path relative to the audited folder"),
  reason: z.string().min(1),
});

/** See {@link stateSiteSchema}. */
export type StateSite = z.infer<typeof stateSiteSchema>;
/** See {@link dispatchSiteSchema}. */
export type DispatchSite = z.infer<typeof dispatchSiteSchema>;
/** See {@link tenancySiteSchema}. */
export type TenancySite = z.infer<typeof tenancySiteSchema>;
/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;
/** See {@link skippedSchema}. */
export type Skipped = z.infer<typeof skippedSchema>;
