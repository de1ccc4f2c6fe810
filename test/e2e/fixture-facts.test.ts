import { describe, expect, it } from "vitest";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import type { CallSite } from "../../contracts/call-site.ts";
import { agentNames } from "../harness/audit-text.ts";
import { fixtureAudit } from "../harness/fixture-audit.ts";

const appsOf = (fixture: string): readonly AuditedApp[] => fixtureAudit(fixture).apps;

/** The app of the graph in this file; throws when there is none or several. */
const appIn = (fixture: string, file: string): AuditedApp => {
  const found = appsOf(fixture).filter((it) => it.graph.file === file);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} apps in ${file} of ${fixture}`);
  return only;
};

const callsIn = (fixture: string, file: string): readonly CallSite[] =>
  fixtureAudit(fixture).callSites.filter((it) => it.file === file);

const callIn = (fixture: string, file: string): CallSite => {
  const found = callsIn(fixture, file);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} calls in ${file} of ${fixture}`);
  return only;
};

const classesBut = (fixture: string, files: readonly string[]): string[] => [
  ...new Set(
    fixtureAudit(fixture)
      .callSites.filter((it) => !files.includes(it.file))
      .map((it) => it.classification),
  ),
];

/** What an audit may move: a call that only picks one of these. */
const picks = (targets: readonly string[]) => ({
  classification: "routing-only",
  decides: "target",
  replaceability: "rewrite",
  targets: [...targets].sort(),
});

describe("a conductor whose model only picks a target", () => {
  it.each([
    {
      fixture: "research-desk",
      graph: "src/graph.ts",
      call: "src/supervisor.ts",
      shape: "supervisor",
      node: "supervisor",
      targets: ["query_understanding", "retrieval", "reasoning", "citation_validation", "response_synthesis"],
    },
    {
      fixture: "ticket-router",
      graph: "src/graph.js",
      call: "src/router.js",
      shape: "router",
      node: "router",
      targets: ["account_desk", "billing_desk", "technical_desk"],
    },
    {
      fixture: "news-room",
      graph: "src/graph.ts",
      call: "src/chief-editor.ts",
      shape: "supervisor",
      node: "chief_editor",
      targets: ["reporting_team", "writing_team"],
    },
    {
      fixture: "help-desk",
      graph: "packages/supervision/src/help-desk-factory.ts",
      call: "packages/supervision/src/dispatcher.ts",
      shape: "supervisor",
      node: "dispatcher",
      targets: ["network", "accounts", "hardware", "summarizer"],
    },
  ])("is found in $fixture, with exactly its targets", ({ fixture, graph, call, shape, node, targets }) => {
    expect(appIn(fixture, graph)).toMatchObject({ shape, conductor: { node }, verdict: { verdict: "migrate" } });
    expect(agentNames(appIn(fixture, graph))).toEqual([...targets].sort());
    expect(callIn(fixture, call)).toMatchObject({ ...picks(targets), node, app: appIn(fixture, graph).id });
  });

  it("is found in text-router, where the same class also holds the work", () => {
    const [route, work, ...more] = callsIn("text-router", "src/guest-desk.ts");
    expect(route).toMatchObject({
      ...picks(["housekeeping", "dining", "excursions"]),
      enclosing: "GuestDesk.route",
      node: "front_desk",
    });
    expect(work).toMatchObject({ classification: "reasoning", replaceability: "keep", enclosing: "GuestDesk.work" });
    expect(more).toEqual([]);
  });

  it("leaves every other call of these apps reasoning", () => {
    expect(classesBut("research-desk", ["src/supervisor.ts"])).toEqual(["reasoning"]);
    expect(classesBut("ticket-router", ["src/router.js"])).toEqual(["reasoning"]);
    expect(classesBut("help-desk", ["packages/supervision/src/dispatcher.ts"])).toEqual(["reasoning"]);
  });
});

describe("a conductor that does more than pick", () => {
  it("is mixed in clinic-intake, and nothing there may be rewritten", () => {
    expect(appIn("clinic-intake", "src/clinic.ts")).toMatchObject({
      shape: "supervisor",
      conductor: { node: "coordinator" },
    });
    expect(callIn("clinic-intake", "src/coordinator.ts")).toMatchObject({
      classification: "mixed",
      replaceability: "keep",
    });
    expect(classesBut("clinic-intake", ["src/coordinator.ts"])).toEqual(["reasoning"]);
  });

  it("is a prebuilt supervisor in travel-desk, of which dispatch turns can be intercepted", () => {
    expect(appIn("travel-desk", "src/desk.ts")).toMatchObject({ shape: "supervisor", conductor: { node: "lead" } });
    expect(callIn("travel-desk", "src/desk.ts")).toMatchObject({
      kind: "implicit",
      classification: "mixed",
      replaceability: "intercept",
    });
  });

  it("leads each team of news-room", () => {
    const teams = appsOf("news-room").filter((it) => it.graph.kind === "createSupervisor");
    expect(teams.map((it) => it.conductor?.node).sort()).toEqual(["assignment_editor", "copy_chief"]);
    const led = fixtureAudit("news-room").callSites.filter((it) => it.expr.startsWith("createSupervisor"));
    expect(led.map((it) => [it.classification, it.replaceability])).toEqual([
      ["mixed", "intercept"],
      ["mixed", "intercept"],
    ]);
  });

  it("has its agents as tools in shop-helper", () => {
    expect(appIn("shop-helper", "src/shop-helper.ts")).toMatchObject({
      shape: "agents-as-tools",
      conductor: { node: "shop_helper" },
    });
    expect(callIn("shop-helper", "src/shop-helper.ts")).toMatchObject({
      classification: "mixed",
      replaceability: "intercept",
    });
  });

  it("plans in travel-planner-steps, where nothing may be rewritten", () => {
    expect(appIn("travel-planner-steps", "src/graph.ts").shape).toBe("plan-execute");
    expect(callIn("travel-planner-steps", "src/planner.ts").classification).toBe("reasoning");
    expect(callIn("travel-planner-steps", "src/replanner.ts").classification).toBe("mixed");
    expect(fixtureAudit("travel-planner-steps").callSites.every((it) => it.replaceability === "keep")).toBe(true);
  });
});

describe("a conductor without a model", () => {
  const office = () => appIn("loan-office", "src/office.ts");

  it("is the officer of loan-office", () => {
    expect(office()).toMatchObject({ shape: "supervisor", conductor: { node: "officer" } });
    expect(agentNames(office())).toEqual(["identity_desk", "income_desk", "offer_desk", "risk_desk"]);
    expect(fixtureAudit("loan-office").callSites.filter((it) => it.node === "officer")).toEqual([]);
  });

  it("sends an application from desk to desk in the order that its code fixes", () => {
    expect(office().chains).toEqual([
      expect.objectContaining({
        agents: ["identity_desk", "income_desk", "risk_desk", "offer_desk"],
        basis: "code",
        throughConductor: true,
      }),
    ]);
  });

  it("has desks whose every model call is reasoning", () => {
    expect(classesBut("loan-office", [])).toEqual(["reasoning"]);
  });
});

describe("an app without a conductor", () => {
  it.each(["note-taker", "invoice-line"])("is left alone: %s", (fixture) => {
    expect(appsOf(fixture)).toEqual([
      expect.objectContaining({ conductor: null, verdict: expect.objectContaining({ verdict: "leave" }) }),
    ]);
    expect(classesBut(fixture, [])).toEqual(["reasoning"]);
  });

  it("only gates in approval-gate, and is left alone with both judgements", () => {
    expect(appsOf("approval-gate")).toEqual([
      expect.objectContaining({ conductor: null, verdict: expect.objectContaining({ verdict: "leave" }) }),
    ]);
    for (const file of ["src/policy.ts", "src/review.ts"]) {
      expect(callIn("approval-gate", file)).toMatchObject({
        classification: "routing-only",
        decides: "gate",
        targets: [],
      });
    }
    expect(fixtureAudit("approval-gate").callSites.map((it) => it.replaceability)).toEqual(["keep", "keep", "keep"]);
  });

  it("fans out in scout, and its planner writes content", () => {
    expect(appsOf("scout")).toEqual([expect.objectContaining({ conductor: null })]);
    expect(callIn("scout", "src/nodes/plan.ts")).toMatchObject({ classification: "reasoning", replaceability: "keep" });
  });

  it("is a swarm of peers in tutor-swarm", () => {
    const [swarm, ...more] = appsOf("tutor-swarm");
    expect(swarm).toMatchObject({ shape: "swarm", conductor: null, verdict: { verdict: "leave" } });
    expect(swarm === undefined ? [] : agentNames(swarm)).toEqual(["essay_tutor", "math_tutor", "study_planner"]);
    expect(more).toEqual([]);
  });
});
