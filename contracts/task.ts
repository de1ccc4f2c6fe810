import { z } from "zod";
import {
  checkpointIdSchema,
  fingerprintSchema,
  instantSchema,
  nodeNameSchema,
  runIdSchema,
  taskIdSchema,
  tenantIdSchema,
  threadIdSchema,
} from "./ids.ts";

/** What a worker needs to run one task; state itself is read from the checkpoint, never carried. */
export const taskDataSchema = z.strictObject({
  agent: nodeNameSchema.describe("the agent to run; also the job's name on the bus"),
  thread: threadIdSchema,
  run: runIdSchema,
  checkpoint: checkpointIdSchema,
  namespace: z.string().describe("checkpoint namespace; empty for the root graph"),
  task: taskIdSchema,
  fingerprint: fingerprintSchema,
  updatedChannels: z
    .array(z.string().min(1))
    .describe("channels that the last step wrote: only nodes that they trigger are planned next"),
  hop: z.int().min(0).describe("tasks before this one in the run; for the hop limit"),
  reply: z
    .enum(["awaited", "none"])
    .describe("awaited: a caller waits and is told when the answer is in the state; none: nobody waits"),
});

/**
 * `task/1`: a unit of work on the bus, as a CloudEvents 1.0 event in structured JSON. Its effect key is
 * (`tenantid`, `data.thread`, `data.checkpoint`, `data.task`), see `effectKeyOf`; attempts are the bus's own affair.
 */
export const taskSchema = z
  .strictObject({
    contract: z.literal("task/1").describe("name and version of this document's shape; a CloudEvents extension"),
    specversion: z.literal("1.0").describe("of CloudEvents"),
    id: z.string().min(1).describe("unique within source, the same when published again: the bus drops the second"),
    source: z.string().min(1).describe("URI reference of the app and graph that made the task"),
    type: z.literal("unconduct.task").describe("the one type of event so far"),
    time: instantSchema.describe("when the task was made; ISO 8601 in UTC"),
    datacontenttype: z.literal("application/json"),
    tenantid: tenantIdSchema,
    partitionkey: z.string().min(1).describe("tasks of one key are done in order; the thread, unless it fans out"),
    expirytime: instantSchema.optional().describe("deadline: not started after it; ISO 8601 in UTC"),
    traceparent: z
      .string()
      .regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/, "expected a W3C traceparent")
      .optional()
      .describe("W3C trace context of the run; absent: it is not traced"),
    tracestate: z.string().min(1).optional().describe("W3C trace state; only beside traceparent"),
    data: taskDataSchema,
  })
  .describe("unit of work on the bus, as a CloudEvents 1.0 event");

/** See {@link taskSchema}. */
export type Task = z.infer<typeof taskSchema>;
/** See {@link taskDataSchema}. */
export type TaskData = z.infer<typeof taskDataSchema>;
