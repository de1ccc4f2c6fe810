import { describe, expect, it } from "vitest";
import { judgeApp } from "../../../analyzer/topology/judge-app.ts";
import type { AuditedApp, Chain } from "../../../contracts/audited-app.ts";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { CallSite } from "../../../contracts/call-site.ts";
import { appOf } from "../../harness/app-of.ts";
import { callSiteOf } from "../../harness/call-site-of.ts";

const judge = (app: Partial<AuditedApp> = {}, sites: CallSite[] = [], state: StateSite[] = []) =>
  judgeApp({ app: appOf(app), sites, state });
const memory: StateSite = {
  file: "a.ts",
  line: 1,
  kind: "saver",
  name: "MemorySaver",
  durability: "process",
  threadId: null,
  app: "x",
};
const gate = callSiteOf({
  ...{ decides: "gate", replaceability: "keep", targets: [] },
  evidence: [{ file: "a.ts", line: 1, role: "route", what: "returned by the router after check", field: null }],
});
const mixed = callSiteOf({ classification: "mixed", decides: null, replaceability: "intercept", targets: [] });
const chain: Chain = {
  agents: ["fares", "hotels"],
  basis: "code",
  throughConductor: true,
  confidence: "proven",
  reason: "r",
};

describe("judgeApp", () => {
  it("says migrate when model calls only pick the next agent", () => {
    expect(judge({}, [callSiteOf()])).toEqual({
      verdict: "migrate",
      reasons: ["1 model call only picks the next agent: a registry can answer first (stage 1)."],
    });
  });

  it("counts them", () => {
    expect(judge({}, [callSiteOf(), callSiteOf({ id: "2" })]).reasons[0]).toContain("2 model calls only pick");
  });

  it("says migrate for proven chains when the conductor asks a model at every hop", () => {
    const { conductor } = appOf({});
    const hop = callSiteOf({
      classification: "reasoning",
      decides: null,
      replaceability: "keep",
      targets: [],
      node: conductor?.node ?? "",
    });
    expect(judge({ chains: [chain] }, [hop]).verdict).toBe("migrate");
  });

  it("says partly for proven chains when code decides every hop", () => {
    expect(judge({ chains: [chain] }).verdict).toBe("partly");
  });

  it("gives nothing for chains that only a prompt asks for", () => {
    expect(judge({ chains: [{ ...chain, basis: "prompt", confidence: "hint" }] }).verdict).toBe("leave");
  });

  it("says partly for a conductor that also answers", () => {
    expect(judge({}, [mixed])).toMatchObject({ verdict: "partly" });
  });

  it("says partly, not migrate, when one call only picks and another answers too", () => {
    expect(judge({}, [callSiteOf(), mixed]).verdict).toBe("partly");
  });

  it("says partly for state in the process alone", () => {
    expect(judge({}, [], [memory])).toMatchObject({
      verdict: "partly",
      reasons: expect.arrayContaining([expect.stringContaining("stage 3")]),
    });
  });

  it("counts no yes or no that ends at no edge among the gates, and gives a reason all the same", () => {
    const { reasons } = judge({}, [{ ...gate, evidence: [] }]);
    expect(reasons).not.toEqual([]);
    expect(reasons.join(" ")).not.toContain("gate");
  });

  it("says leave for gates alone, and why", () => {
    expect(judge({}, [gate])).toMatchObject({
      verdict: "leave",
      reasons: [expect.stringContaining("gate")],
    });
  });

  it("says leave when code decides", () => {
    expect(judge().reasons).toEqual([
      "Code decides what runs next, and calls no model for it: a hop costs nothing worth saving.",
    ]);
  });

  it("names the call that the conductor's code goes by", () => {
    const steeredBy = callSiteOf({ classification: "mixed", decides: null, replaceability: "keep", node: "fares" });
    const { reasons } = judgeApp({
      app: appOf(),
      sites: [steeredBy],
      state: [],
      decided: { by: "other-model", steeredBy, elsewhere: [] },
    });
    expect(reasons).toEqual([
      "Code decides what runs next, by what the model call at src/dispatcher.ts:21 said: a hop itself calls no model.",
    ]);
  });

  it("does not say that code decides where what the conductor runs calls a model", () => {
    const { reasons } = judgeApp({
      app: appOf(),
      sites: [],
      state: [],
      decided: { by: "inner-model", steeredBy: undefined, elsewhere: [] },
    });
    expect(reasons).toEqual([expect.stringContaining("in another graph or in shared code")]);
  });

  it("tells a call that routes and answers from one that only works, and from one that only picks", () => {
    const kept = (change: Partial<CallSite>) =>
      judge({}, [callSiteOf({ replaceability: "keep", ...change })]).reasons.at(-1);
    expect(kept({ classification: "mixed", decides: null })).toContain("used for more than picking what runs next");
    expect(kept({ classification: "reasoning", decides: null })).toContain("call is its work");
    expect(kept({})).toContain("only picks what runs next");
  });

  it("says leave when the conductor's own calls are work", () => {
    expect(
      judge({}, [
        callSiteOf({ classification: "reasoning", decides: null, replaceability: "keep", targets: [] }),
      ]).reasons.at(-1),
    ).toContain("its work, not routing");
  });

  it("says leave for a swarm, a single agent, a pipeline, and what has no conductor", () => {
    for (const shape of ["swarm", "single-agent", "pipeline", "other"] as const)
      expect(judge({ shape, conductor: null }, [callSiteOf()], [memory]), shape).toMatchObject({
        verdict: "leave",
        reasons: [expect.any(String)],
      });
  });

  it("tells one agent from none", () => {
    const of = (agents: AuditedApp["agents"]) => judge({ shape: "single-agent", conductor: null, agents }).reasons;
    const [, one] = appOf().agents;
    expect(one && of([one])).toEqual([expect.stringContaining("One agent")]);
    expect(one && of([{ ...one, role: "node" }])).toEqual([expect.stringContaining("No node runs a model")]);
    expect(one && of([{ ...one, role: "node", kind: "unknown" }])).toEqual([expect.stringContaining("is not known")]);
  });

  it("says leave for a dead app, whatever else is true", () => {
    expect(judge({ dead: true }, [callSiteOf()], [memory])).toMatchObject({
      verdict: "leave",
      reasons: [expect.stringContaining("Nothing in the audited code")],
    });
  });

  it("judges a router without a node of its own", () => {
    expect(judge({ shape: "router", conductor: null }, [callSiteOf()]).verdict).toBe("migrate");
  });

  it("adds that three agents may keep their conductor", () => {
    expect(judge({}, [mixed]).reasons.at(-1)).toContain("3 agents");
  });

  it("always gives a reason", () => {
    for (const sites of [[], [callSiteOf()], [gate], [mixed], [callSiteOf(), gate, mixed]])
      expect(judge({}, sites).reasons.length).toBeGreaterThan(0);
  });
});
