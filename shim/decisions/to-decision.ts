import { hash } from "node:crypto";
import type { Decision } from "../../contracts/decision.ts";
import { canonicalText } from "./canonical-text.ts";
import type { Observation } from "./observation.ts";

/** What the decisions of one run have in common. */
export interface RunIdentity {
  readonly tenant: string;
  readonly thread: string;
  readonly run: string;
  readonly fingerprint: string;
  /** See {@link decisionIds}. */
  readonly idOf: (task: string, hasFailed: boolean) => string;
}

/** How updates are made unreadable. */
export interface DigestRule {
  /** Key of the digest: who has the log but not the key cannot try out what was written. */
  readonly secret: string;
  /** Words of the graph: node names and keys of conditions. Only these may stand in a record as they are. */
  readonly words: ReadonlySet<string>;
}

/** The record of a decision taken at stage 0: contents left out. */
export const toDecision = (seen: Observation, run: RunIdentity, rule: DigestRule): Decision => ({
  contract: "decision/1",
  id: run.idOf(seen.task, seen.chosen.kind === "failed"),
  at: new Date(seen.at).toISOString(),
  tenant: run.tenant,
  thread: run.thread,
  run: run.run,
  checkpoint: seen.checkpoint,
  task: seen.task,
  fingerprint: run.fingerprint,
  from: seen.from,
  chosen: seen.chosen,
  by: seen.by,
  candidates: [],
  abstained: null,
  recheckOf: null,
  update: seen.written === null ? null : toWritten(seen.written, run.tenant, rule),
  tokens: seen.tokens,
  durationMs: seen.durationMs,
  contextBytes: seen.contextBytes,
  stage: 0,
  mode: "observe",
});

/** What was written, unreadable: a hash behind its key, cut short: without the key nobody can try out what was written. */
export const toWritten = (
  written: Readonly<Record<string, unknown>>,
  tenant: string,
  { secret, words }: DigestRule,
): NonNullable<Decision["update"]> => {
  const known: Record<string, string> = {};
  for (const [channel, value] of Object.entries(written)) {
    if (typeof value === "string" && words.has(value)) known[channel] = value;
  }
  const text = `${JSON.stringify([secret, tenant])}${canonicalText(written)}`;
  return {
    channels: Object.keys(written).sort(),
    digest: hash("sha256", text, "base64url").slice(0, 22),
    words: known,
  };
};
