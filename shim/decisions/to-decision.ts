import type { Decision } from "../../contracts/decision.ts";
import { instantText } from "./instant-text.ts";
import type { Observation } from "./observation.ts";
import type { UpdateDigests } from "./update-digests.ts";

/** What the decisions of one run have in common. */
export interface RunIdentity {
  readonly tenant: string;
  readonly thread: string;
  readonly run: string;
  readonly fingerprint: string;
  /** See {@link decisionIds}. */
  readonly idOf: (task: string, hasFailed: boolean) => string;
}

/** The record of a decision taken at stage 0: contents left out. */
export const toDecision = (seen: Observation, run: RunIdentity, digests: UpdateDigests): Decision => ({
  contract: "decision/1",
  id: run.idOf(seen.task, seen.chosen.kind === "failed"),
  at: instantText(seen.at),
  tenant: run.tenant,
  thread: run.thread,
  run: run.run,
  checkpoint: seen.checkpoint,
  task: seen.task,
  fingerprint: run.fingerprint,
  from: seen.from,
  chosen: seen.chosen,
  by: seen.by,
  candidates: nobody,
  abstained: null,
  recheckOf: null,
  update: seen.written === null ? null : digests.of(seen.written, run.tenant),
  tokens: seen.tokens,
  durationMs: seen.durationMs,
  contextBytes: seen.contextBytes,
  stage: 0,
  mode: "observe",
});

/** One list for all records: logs keep many of them. */
const nobody: Decision["candidates"] = [];
