import { describe, expect, it } from "vitest";
import { runsOf } from "../../../../analyzer/reporters/text/runs-of.ts";
import type { AuditedApp } from "../../../../contracts/audited-app.ts";
import type { CallSite } from "../../../../contracts/call-site.ts";
import { appOf } from "../../../harness/app-of.ts";
import { callSiteOf } from "../../../harness/call-site-of.ts";
import { emptyAudit } from "../../../harness/fake-cli-io.ts";

/** Lines of the runs of an app that is run in lines 5 and 21; line 21 is a call site too. */
const lines = (app: AuditedApp, classification: CallSite["classification"] = "reasoning"): number[] => {
  const dispatchSites = [5, 21].map((line) => ({
    file: "src/dispatcher.ts",
    line,
    expr: "agent.invoke(x)",
    mode: "request-response" as const,
    app: app.id,
  }));
  return runsOf(app, { ...emptyAudit, dispatchSites, callSites: [callSiteOf({ classification })] }).map(
    (it) => it.line,
  );
};

describe("runsOf", () => {
  it("leaves out the agent that a node of a graph runs", () => {
    expect(lines(appOf())).toEqual([5]);
  });

  it("keeps the run of a single agent, which is a call site as well", () => {
    expect(lines(appOf({ shape: "single-agent" }))).toEqual([5, 21]);
  });

  it("tells the run of an agent that also picks from the runs of the agents in its tools", () => {
    const shop = appOf({ shape: "agents-as-tools" });
    expect(lines(shop, "mixed")).toEqual([5, 21]);
    expect(lines(shop, "reasoning")).toEqual([5]);
  });

  it("leaves out runs of other apps", () => {
    const run = { file: "src/a.ts", line: 1, expr: "x.invoke()", mode: "streaming", app: "src/other.ts#x" } as const;
    expect(runsOf(appOf(), { ...emptyAudit, dispatchSites: [run] })).toEqual([]);
  });
});
