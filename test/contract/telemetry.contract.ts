import { describe, expect, it } from "vitest";
import type { RunFacts, RunOutcome, ShimEvent, Telemetry } from "../../shim/ports/telemetry.ts";
import { decisionOf } from "../harness/decision-of.ts";

const facts: RunFacts = {
  tenant: "acme",
  thread: "t-1",
  run: "r-1",
  app: "desk",
  fingerprint: "f-1",
  startedAt: Date.UTC(2026, 0, 1),
};

const events: readonly ShimEvent[] = [
  { kind: "passed-through", app: "desk", reason: "a probe failed" },
  { kind: "stage-source-failed", tenant: "acme", cause: new Error("down"), isKnown: false },
  { kind: "stage-source-recovered", tenant: "acme" },
  { kind: "decisions-lost", tenant: "acme", count: 3, cause: "full" },
  { kind: "observation-failed", tenant: "acme", cause: null },
];

/** What every telemetry port must do: above all, never get in the way. */
export const telemetryContract = (name: string, initialize: () => Telemetry): void => {
  describe(`telemetry port of ${name}`, () => {
    it.each(["finished", "interrupted", "failed", "aborted"] as const)("follows a run that %s", (kind) => {
      const trace = initialize().runBegan(facts);
      const outcome: RunOutcome = { kind, durationMs: 12, decisions: 2 };
      expect(() => {
        trace?.decided(decisionOf("a", { tokens: { input: 1, output: 1 }, contextBytes: 10 }));
        trace?.decided(decisionOf("b", { chosen: { kind: "failed", code: "Error" } }));
        trace?.ended(outcome);
      }).not.toThrow();
    });

    it.each(events)("takes the event $kind", (event) => {
      expect(() => initialize().happened(event)).not.toThrow();
    });

    it("keeps runs apart that go at the same time", () => {
      const port = initialize();
      const traces = [port.runBegan(facts), port.runBegan({ ...facts, run: "r-2" })];
      expect(() => {
        for (const trace of traces) trace?.decided(decisionOf("a"));
        for (const trace of traces.reverse()) trace?.ended({ kind: "finished", durationMs: 1, decisions: 1 });
      }).not.toThrow();
    });
  });
};
