import { describe, expect, it } from "vitest";
import { parseContract } from "../../../contracts/parse-contract.ts";
import { runEvidenceSchema } from "../../../contracts/run-evidence.ts";
import { buildEvidence } from "../../../shim/decisions/build-evidence.ts";
import { decisionOf } from "../../harness/decision-of.ts";
import { decisionsOfRuns } from "../../harness/decisions-of-runs.ts";

const stamp = { toolVersion: "0.0.0-test", madeAt: "2026-02-01T00:00:00.000Z" };
const appOf = (decisions: Parameters<typeof buildEvidence>[0]) => buildEvidence(decisions, stamp).apps[0];

describe("evidence", () => {
  it("is a valid evidence/1, of no decisions too", () => {
    for (const decisions of [[], decisionsOfRuns(["a b", "b", ""])]) {
      const evidence = buildEvidence(decisions, stamp);
      expect(parseContract(runEvidenceSchema, evidence, "evidence")).toEqual(evidence);
    }
  });

  it("keeps topologies apart, and says which time it covers", () => {
    const decisions = [...decisionsOfRuns(["a"]), ...decisionsOfRuns(["b", "b"], { fingerprint: "e-1" })];
    const { apps, window } = buildEvidence(decisions, stamp);
    expect(apps.map(({ fingerprint, runs, decisions: count }) => [fingerprint, runs, count])).toEqual([
      ["e-1", 2, 4],
      ["f-1", 1, 2],
    ]);
    expect(window).toEqual({ from: "2026-01-01T00:00:00.000Z", to: "2026-01-01T00:01:01.000Z" });
  });

  it("counts which agent ran after which, over the conductor's turns", () => {
    expect(appOf(decisionsOfRuns(["a b", "a b", "b"]))?.transitions).toEqual([
      { from: "__start__", to: "a", count: 2, tenants: 1 },
      { from: "__start__", to: "b", count: 1, tenants: 1 },
      { from: "a", to: "b", count: 2, tenants: 1 },
      { from: "b", to: "__end__", count: 3, tenants: 1 },
    ]);
  });

  it("finds a chain with its support and the bound of what was never seen", () => {
    const runs = Array.from({ length: 30 }, (_, run) => (run % 3 === 0 ? "d" : "a b c"));
    expect(appOf(decisionsOfRuns(runs))?.chains).toEqual([
      { agents: ["a", "b", "c"], support: 20, exceptions: 0, upperBound: 3 / 20 },
    ]);
  });

  it("counts runs in which another order followed as exceptions, and drops a chain with too many", () => {
    const runs = [...Array.from({ length: 19 }, () => "a b"), "a c"];
    expect(appOf(decisionsOfRuns(runs))?.chains[0]).toMatchObject({ agents: ["a", "b"], support: 20, exceptions: 1 });
    expect(appOf(decisionsOfRuns([...runs, "a c", "a c"]))?.chains).toEqual([]);
  });

  it("takes no chain through agents that ran at once", () => {
    const parallel = decisionsOfRuns(["a"]).map((it, index) =>
      index === 0 ? { ...it, chosen: { kind: "fan-out" as const, targets: ["a", "b"] } } : it,
    );
    expect(appOf(parallel)?.chains).toEqual([]);
  });

  it("gives an update's value only if it was the same each time and nothing but words of the graph", () => {
    const update = (digest: string, words: Record<string, string>, channels = ["next"]) => ({
      channels,
      digest,
      words,
    });
    const seen = [
      decisionOf("1", { update: update("x", { next: "writer" }) }),
      decisionOf("2", { update: update("x", { next: "writer" }) }),
      decisionOf("3", { chosen: { kind: "agent", target: "b" }, update: update("y", { next: "b" }, ["next", "turn"]) }),
      decisionOf("4", { chosen: { kind: "agent", target: "b" }, update: update("z", { next: "b" }, ["next", "turn"]) }),
      decisionOf("5", { chosen: { kind: "agent", target: "c" }, update: update("v", {}, ["notes"]) }),
      decisionOf("6", { chosen: { kind: "agent", target: "c" }, update: update("v", {}, ["notes"]) }),
    ];
    expect(appOf(seen)?.updates).toEqual([
      { kind: "varies", from: "conductor", target: "b", observations: 2, channels: ["turn"] },
      { kind: "constant", from: "conductor", target: "writer", observations: 2, values: { next: "writer" } },
    ]);
  });

  it("compares re-checks, the model's with itself too, and does not count them as decisions", () => {
    const chose = (target: string) => ({ chosen: { kind: "agent" as const, target } });
    const seen = [
      decisionOf("1", { ...chose("a"), by: "registry" }),
      decisionOf("1'", { ...chose("b"), recheckOf: "1" }),
      decisionOf("2", { ...chose("a"), by: "registry" }),
      decisionOf("2'", { ...chose("a"), recheckOf: "2" }),
      decisionOf("3", chose("a")),
      decisionOf("3'", { ...chose("a"), recheckOf: "3" }),
      decisionOf("4", { ...chose("a"), abstained: { reason: "no-evidence" } }),
    ];
    expect(appOf(seen)).toMatchObject({
      decisions: 4,
      agreement: [
        {
          node: "conductor",
          compared: 2,
          agreed: 1,
          abstained: 1,
          selfCompared: 1,
          selfAgreed: 1,
          confusion: [{ registry: "a", model: "b", count: 1 }],
        },
      ],
    });
  });
});
