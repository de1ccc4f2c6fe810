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
import { stageNumberSchema } from "./stage-names.ts";

/** What was chosen to run next. */
export const choiceSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("agent"), target: nodeNameSchema }),
    z.strictObject({ kind: z.literal("fan-out"), targets: z.array(nodeNameSchema).min(2) }),
    z.strictObject({ kind: z.literal("end") }),
    z.strictObject({ kind: z.literal("own-tool"), tool: z.string().min(1) }),
    z.strictObject({ kind: z.literal("failed"), code: z.string().min(1) }),
    z.strictObject({ kind: z.literal("none") }),
  ])
  .describe(
    "agent: one agent runs next; fan-out: several at once; end: the run is over; " +
      "own-tool: the conductor uses a tool of its own and decides again; failed: the decider threw, with its error code; " +
      "none: a re-check by the registry in which it abstained",
  );

/** One answer that the registry weighed. */
export const candidateSchema = z.strictObject({
  target: nodeNameSchema.describe("agent, or `__end__`"),
  score: z.number().min(0).max(1).describe("calibrated, 0 to 1"),
  basis: z
    .enum(["declared", "learned", "rule", "lexical", "semantic", "classifier"])
    .describe("the evidence that put it there, in this order of trust"),
});

/** Why the registry gave no answer. */
export const abstentionSchema = z.strictObject({
  reason: z
    .enum([
      "no-evidence",
      "below-threshold",
      "small-margin",
      "predicted-end",
      "update-unknown",
      "arguments-needed",
      "parallel-dispatch",
      "own-tool",
      "not-allowed",
      "limit-reached",
      "unproven",
      "registry-failed",
      "registry-timeout",
    ])
    .describe(
      "predicted-end: the end always goes to the model; update-unknown: what the conductor would write is not known; " +
        "arguments-needed: the target tool takes arguments; not-allowed: not declared here, or not for this tenant; " +
        "limit-reached: too many choices without the model, two agents in turn, or nothing new since the last such choice; " +
        "unproven: nobody said and no audit proved that this node picks agents, so it may be a gate",
    ),
});

/** Model tokens spent on the decision. */
export const tokensSchema = z.strictObject({
  input: z.int().min(0).describe("tokens read"),
  output: z.int().min(0).describe("tokens written"),
});

/** What the decision wrote to the state, without contents: enough to learn whether it is the same each time. */
export const writtenUpdateSchema = z.strictObject({
  channels: z.array(z.string().min(1)).describe("names of the channels written, sorted"),
  digest: z.string().min(1).describe("keyed hash of the update; equal digests within a tenant mean equal updates"),
  words: z
    .record(z.string().min(1), nodeNameSchema)
    .describe("channel to word, where all that was written is a word of the graph: a node's name or a branch's key"),
});

/**
 * `decision/1`: one record of the decision log. It has no field for contents (messages, prompts, state values), so a
 * log can be shared as it is; contents that a user asks for are kept elsewhere, under the same `id`.
 */
export const decisionSchema = z
  .strictObject({
    contract: z.literal("decision/1").describe("name and version of this document's shape"),
    id: z.string().min(1).describe("made from thread, checkpoint and task, so that writing it twice writes it once"),
    at: instantSchema.describe("when the choice was made; ISO 8601 in UTC"),
    tenant: tenantIdSchema,
    thread: threadIdSchema,
    run: runIdSchema,
    checkpoint: checkpointIdSchema.nullable().describe("null: the app has no checkpointer"),
    task: taskIdSchema,
    fingerprint: fingerprintSchema,
    from: nodeNameSchema.describe("the node where the decision was taken"),
    chosen: choiceSchema,
    by: z
      .enum(["model", "registry", "static", "planner", "human"])
      .describe("who decided; static: an edge or a declared rule. Only model re-checks and human train the registry"),
    candidates: z.array(candidateSchema).describe("best first; empty if the registry was not asked"),
    abstained: abstentionSchema.nullable().describe("null: the registry answered, or was not asked"),
    recheckOf: z
      .string()
      .min(1)
      .nullable()
      .describe("id of the decision that this one asks again, without effect on the run; null: it took effect"),
    update: writtenUpdateSchema.nullable().describe("null: nothing was written"),
    tokens: tokensSchema.nullable().describe("null: no model ran, or it reported no usage"),
    durationMs: z.number().min(0).describe("milliseconds from asking to choice"),
    contextBytes: z.int().min(0).nullable().describe("UTF-8 bytes the decider was given; null: not measured"),
    stage: stageNumberSchema.describe("run stage in force: 0 observe to 5 mesh"),
    mode: z.enum(["observe", "shadow", "canary", "live"]).describe("observe: stage 0; else the stage's mode"),
  })
  .describe("one decision, taken at run time, about what runs next; never holds contents");

/** See {@link decisionSchema}. */
export type Decision = z.infer<typeof decisionSchema>;
/** See {@link choiceSchema}. */
export type Choice = z.infer<typeof choiceSchema>;
/** See {@link candidateSchema}. */
export type Candidate = z.infer<typeof candidateSchema>;
/** See {@link abstentionSchema}. */
export type Abstention = z.infer<typeof abstentionSchema>;
