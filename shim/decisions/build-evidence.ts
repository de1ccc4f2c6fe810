import type { Decision } from "../../contracts/decision.ts";
import type { ObservedApp } from "../../contracts/observed-app.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import { findChains } from "./find-chains.ts";
import { observedAgreement } from "./observed-agreement.ts";
import { observedUpdates } from "./observed-updates.ts";
import { runSequences } from "./run-sequences.ts";
import { TransitionCounter } from "./transition-counter.ts";

/** Who makes the evidence, and when (ISO 8601, UTC). */
export interface EvidenceStamp {
  readonly toolVersion: string;
  readonly madeAt: string;
}

/** `evidence/1` from decisions in the order of their log. A pure function of its arguments; no decisions, no apps. */
export const buildEvidence = (decisions: readonly Decision[], { toolVersion, madeAt }: EvidenceStamp): RunEvidence => {
  const times = decisions.map(({ at }) => at);
  const from = times.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a), times[0] ?? madeAt);
  const to = times.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a), times[0] ?? madeAt);
  return {
    contract: "evidence/1",
    toolVersion,
    madeAt,
    window: { from, to },
    apps: [...byFingerprint(decisions)].map(([fingerprint, own]) => observedApp(fingerprint, own)),
  };
};

/** Decisions of each topology, sorted by fingerprint. */
export const byFingerprint = (decisions: readonly Decision[]): Map<string, readonly Decision[]> => {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const group = groups.get(decision.fingerprint);
    if (group === undefined) groups.set(decision.fingerprint, [decision]);
    else group.push(decision);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const observedApp = (fingerprint: string, decisions: readonly Decision[]): ObservedApp => {
  const counter = new TransitionCounter();
  for (const decision of decisions) counter.add(decision);
  const runs = runSequences(decisions);
  return {
    fingerprint,
    app: null,
    runs: runs.filter((run) => run.decisions.at(-1)?.chosen.kind !== "failed").length,
    decisions: runs.reduce((sum, run) => sum + run.decisions.length, 0),
    transitions: counter.transitions(),
    chains: findChains(runs),
    updates: observedUpdates(decisions),
    agreement: observedAgreement(decisions),
  };
};
