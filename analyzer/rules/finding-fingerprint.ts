import { createHash } from "node:crypto";

/**
 * Identity of a finding for baselines: 16 hex digits over rule, file, subject and its ordinal among equal ones of the
 * file. The line is not in it, so edits elsewhere in the file keep it.
 */
export const findingFingerprint = (ruleId: string, file: string, subject: readonly string[], ordinal: number): string =>
  createHash("sha256")
    .update(JSON.stringify([ruleId, file, subject, ordinal]))
    .digest("hex")
    .slice(0, 16);
