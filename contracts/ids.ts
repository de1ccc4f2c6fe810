import { z } from "zod";

/** Whom a thread belongs to. Safe inside Redis keys, ACL patterns and queue names: no separators, no glob characters. */
export const tenantIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, "expected 1 to 63 of A-Z a-z 0-9 . _ -, a letter or digit first")
  .describe("tenant id: 1 to 63 of A-Z a-z 0-9 . _ -, a letter or digit first");

/** LangGraph's conversation id, as the caller gave it. */
export const threadIdSchema = z.string().min(1).describe("thread: LangGraph's conversation id");

/** One invocation on a thread. */
export const runIdSchema = z.string().min(1).describe("run: one invocation on a thread");

/** A checkpoint of the thread. */
export const checkpointIdSchema = z.string().min(1).describe("id of the checkpoint that the step began from");

/** A task of one superstep, as LangGraph names it; the same for every attempt. */
export const taskIdSchema = z.string().min(1).describe("id of the task within its checkpoint; never counts attempts");

/** A node's name in the graph. */
export const nodeNameSchema = z.string().min(1).describe("node name in the graph");

/** Hash of a graph's nodes, edges and channels. */
export const fingerprintSchema = z.string().min(1).describe("topology fingerprint: hash of nodes, edges and channels");

/** A moment, UTC, such as `2026-11-03T09:30:00.000Z`. */
export const instantSchema = z.iso.datetime().describe("ISO 8601 in UTC, ends in Z");

/** A SHA-256 in lower-case hex. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "expected 64 lower-case hex digits")
  .describe("SHA-256, lower-case hex");
