import { describe, expect, it } from "vitest";
import { tenantStatus } from "../../../shim/decisions/tenant-status.ts";
import { decisionOf } from "../../harness/decision-of.ts";

const decisions = [
  ...Array.from({ length: 20 }, (_, index) =>
    decisionOf(`m-${index}`, { run: `r-${index}`, durationMs: index + 1, abstained: { reason: "no-evidence" } }),
  ),
  ...Array.from({ length: 4 }, (_, index) => decisionOf(`g-${index}`, { by: "registry", durationMs: 0.5 })),
  ...Array.from({ length: 4 }, (_, index) =>
    decisionOf(`again-${index}`, {
      recheckOf: `g-${index}`,
      chosen: { kind: "agent", target: index === 0 ? "editor" : "writer" },
    }),
  ),
  decisionOf("self", { recheckOf: "m-0" }),
  decisionOf("broken", { chosen: { kind: "failed", code: "E_MODEL" }, durationMs: 900 }),
];

describe("tenantStatus", () => {
  it("counts what took effect, and who decided it", () => {
    expect(tenantStatus("acme", null, decisions)).toMatchObject({
      decisions: 25,
      direct: 4,
      abstained: 20,
      failed: 1,
      runs: 20,
    });
  });

  it("gives agreement with a bound below it, and the old router's with itself", () => {
    const { agreement, selfAgreement } = tenantStatus("acme", null, decisions);
    expect(agreement).toMatchObject({ compared: 4, agreed: 3 });
    expect(agreement?.atLeast).toBeLessThan(0.75);
    expect(selfAgreement).toMatchObject({ compared: 1, agreed: 1 });
  });

  it("keeps the latency of the old router apart from that of what decides in its place", () => {
    expect(tenantStatus("acme", null, decisions).latency).toEqual({
      old: { p50: 11, p95: 20 },
      new: { p50: 0.5, p95: 0.5 },
    });
  });

  it("says nothing about what it has not seen", () => {
    expect(tenantStatus("acme", null, [])).toMatchObject({
      decisions: 0,
      agreement: null,
      selfAgreement: null,
      latency: { old: null, new: null },
    });
  });
});
