import { describe, expect, it } from "vitest";
import { nextSteps } from "../../../../analyzer/reporters/text/next-steps.ts";
import type { Audit } from "../../../../contracts/audit.ts";
import type { Finding } from "../../../../contracts/audited-site.ts";
import { appOf } from "../../../harness/app-of.ts";
import { callSiteOf } from "../../../harness/call-site-of.ts";
import { emptyAudit } from "../../../harness/fake-cli-io.ts";

const app = appOf();
const partly = appOf({ verdict: { verdict: "partly", reasons: ["it also answers"] } });
const leave = appOf({ verdict: { verdict: "leave", reasons: ["there are two workers"] } });

const finding = (fix: Finding["fix"], change: Partial<Finding> = {}): Finding => ({
  file: "src/graph.ts",
  line: 62,
  ruleId: "some-rule",
  level: "warning",
  what: "A fact.",
  why: "A reason.",
  remedy: "Do this.",
  fix,
  app: app.id,
  fingerprint: "0",
  ...change,
});

const leads = (audit: Partial<Audit>, of = app): string[] =>
  nextSteps(of, { ...emptyAudit, ...audit }).map((step) => step.lead);

describe("nextSteps", () => {
  it("starts with the lowest open stage, whatever order findings come in", () => {
    expect(leads({ findings: [finding("stage-3"), finding("stage-1"), finding("stage-2")] })).toEqual([
      "start with stage 1 (registry)",
      "stage 2 (handoff)",
      "stage 3 (state)",
    ]);
  });

  it("takes no hint for work, nor another app's findings", () => {
    const findings = [finding("stage-1", { level: "info" }), finding("stage-2", { app: "src/other.ts#x" })];
    expect(leads({ findings })).toEqual(["start with stage 0 (observe)"]);
  });

  it("offers the bus for runs that nobody waits for", () => {
    const dispatchSites = [
      { file: "src/a.ts", line: 1, expr: "void desk.invoke(x)", mode: "fire-and-forget" as const, app: app.id },
    ];
    expect(leads({ dispatchSites })).toEqual(["start with stage 4 (bus)"]);
  });

  it("sends a conductor that also answers to observation first, by its place", () => {
    const callSites = [
      callSiteOf({ classification: "mixed", decides: null, replaceability: "intercept", targets: [] }),
    ];
    const [step] = nextSteps(partly, { ...emptyAudit, callSites });
    expect(step?.lead).toBe("start with stage 0 (observe)");
    expect(step?.text).toMatch(/^: the call at src\/dispatcher.ts:21 routes and answers/);
  });

  it("leaves an app alone with the reason, but for state, which pays whoever conducts", () => {
    const audit = { ...emptyAudit, findings: [finding("stage-2"), finding("stage-3")] };
    expect(nextSteps(leave, audit)[0]).toEqual({ lead: "leave it alone", text: ". there are two workers" });
    expect(leads(audit, leave)).toEqual(["leave it alone", "stage 3 (state)"]);
  });

  it("names work by hand and calls that could not be followed after the stages", () => {
    const callSites = [
      callSiteOf({ classification: "undetermined", decides: null, replaceability: "keep", targets: [] }),
    ];
    expect(leads({ callSites, findings: [finding("manual"), finding("stage-3")] })).toEqual([
      "start with stage 3 (state)",
      "by hand",
      "look yourself",
    ]);
  });

  it("says of a dead app that nothing runs it", () => {
    expect(leads({ findings: [finding("stage-1")] }, appOf({ dead: true }))).toEqual(["nothing"]);
  });
});
