import { createHash } from "node:crypto";

/**
 * A decision's id: the same for every attempt at one task of one checkpoint of one thread. A failed attempt has another
 * than the one that succeeds. 22 characters of `A-Z a-z 0-9 _ -`.
 */
export const decisionId = (thread: string, checkpoint: string | null, task: string, hasFailed: boolean): string =>
  createHash("sha256")
    .update(JSON.stringify([thread, checkpoint, task, hasFailed]))
    .digest("base64url")
    .slice(0, 22);
