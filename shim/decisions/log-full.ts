import { shimError } from "../errors.ts";

/** What a decision log rejects with at its own limit, in decisions. */
export const logFull = (tenant: string, limit: number) =>
  shimError(
    "LOG_FULL",
    `the decision log of tenant ${tenant} holds ${limit} decisions, its limit`,
    "Prune it, raise the limit, or let it drop the oldest.",
  );
