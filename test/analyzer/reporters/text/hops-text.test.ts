import { describe, expect, it } from "vitest";
import { hopsText } from "../../../../analyzer/reporters/text/hops-text.ts";
import type { AuditedApp, DecidedBy } from "../../../../contracts/audited-app.ts";
import { appOf, edgeOf } from "../../../harness/app-of.ts";
import { callSiteOf } from "../../../harness/call-site-of.ts";

describe("hopsText", () => {
  it("counts one pass through the conductor before each step and one after the last", () => {
    expect(hopsText(appOf(), [callSiteOf()])).toBe(
      "all 3 workers return to dispatcher: n steps go through it n + 1 times (3 steps: 4), each time with a model call",
    );
  });

  it("counts one pass a step where a run begins with a worker", () => {
    const edges = [
      edgeOf("__start__", "plan"),
      edgeOf("plan", "fares"),
      ...["fares", "hotels", "visas"].map((name) => edgeOf(name, "dispatcher")),
    ];
    expect(hopsText(appOf({ edges }), [])).toMatch(/: n steps go through it n times \(3 steps: 3\), /);
  });

  it("counts one more where a run begins with what is no worker of the conductor", () => {
    const edges = [
      edgeOf("__start__", "guard"),
      edgeOf("guard", "dispatcher"),
      ...["fares", "hotels", "visas"].map((name) => edgeOf(name, "dispatcher")),
    ];
    expect(hopsText(appOf({ edges }), [])).toMatch(/n \+ 1 times \(3 steps: 4\)/);
  });

  it("finds the model call of a prebuilt conductor at its constructor", () => {
    const own = callSiteOf({ kind: "implicit", node: null, file: "src/desk.ts", line: 7 });
    const app = appOf({ conductor: { node: "dispatcher", file: "src/desk.ts", line: 7 } });
    expect(hopsText(app, [own])).toMatch(/, each time with a model call$/);
    expect(hopsText(app, [{ ...own, kind: "explicit" }])).toMatch(/no model call/);
  });

  it("says when the conductor decides without a model", () => {
    const elsewhere = callSiteOf({ node: "fares" });
    expect(hopsText(appOf(), [elsewhere])).toMatch(/, and no model call was found there$/);
  });

  it("does not take another app's call for one of this conductor", () => {
    expect(hopsText(appOf(), [callSiteOf({ app: "src/other.ts#desk" })])).toMatch(/no model call/);
  });

  it("counts a pass for each step of those that return where some do not", () => {
    const edges = [
      edgeOf("__start__", "dispatcher"),
      edgeOf("fares", "dispatcher"),
      edgeOf("hotels", "__end__"),
      edgeOf("visas", "__end__"),
    ];
    expect(hopsText(appOf({ edges }), [])).toMatch(
      /^1 of 3 workers returns to dispatcher: 1 hop a run, and 1 more after each step of fares, /,
    );
    const begun = [edgeOf("__start__", "fares"), edgeOf("fares", "dispatcher"), edgeOf("hotels", "dispatcher")];
    expect(hopsText(appOf({ edges: begun }), [])).toMatch(
      /^2 of 3 workers return to dispatcher: 1 hop after each step of fares, hotels, /,
    );
  });

  it("says where the choice comes from when the conductor itself calls no model, or not always", () => {
    const by = (it: DecidedBy) =>
      hopsText(appOf({ conductor: { node: "dispatcher", file: "src/desk.ts", line: 7, by: it } }), []);
    expect(by("other-model")).toMatch(/, decided by code from what a model said in another node$/);
    expect(by("inner-model")).toMatch(/, with a model call in what it runs$/);
    expect(by("model-at-times")).toMatch(/, each time with a model call unless code answers first$/);
  });

  it("says of a router that a run may not come to it", () => {
    const ways = [edgeOf("__start__", "intake"), edgeOf("intake", "dispatcher"), edgeOf("dispatcher", "fares")];
    const text = (...edges: ReturnType<typeof edgeOf>[]) => hopsText(appOf({ shape: "router", edges }), []);
    expect(text(...ways)).toContain("to it: 1 hop a run, ");
    expect(text(...ways, edgeOf("intake", "fares"))).toContain("to it: at most 1 hop a run, ");
    expect(text(...ways, edgeOf("intake", "__end__"))).toContain("to it: at most 1 hop a run, ");
  });

  it("counts a router once a run", () => {
    expect(hopsText(appOf({ shape: "router", edges: [] }), [callSiteOf()])).toBe(
      "dispatcher decides once; no worker returns to it: 1 hop a run, with a model call",
    );
  });

  it("takes workers that are tools as returning, though no edge says so", () => {
    expect(hopsText(appOf({ shape: "agents-as-tools", edges: [] }), [])).toMatch(
      /^all 3 workers return to dispatcher: n steps, one at a time, go through it n \+ 1 times/,
    );
  });

  it("counts one hop a step where a function that is no node decides", () => {
    const conductor = { node: "nextStep", file: "src/desk.ts", line: 7, by: "code" as const };
    expect(hopsText(appOf({ conductor, edges: [] }), [])).toBe(
      "nextStep, which is no node, decides after each step: n steps, n hops, and no model call was found there",
    );
  });

  it("counts no workers that exist only at run time", () => {
    const [boss] = appOf().agents;
    const many = { ...(boss as AuditedApp["agents"][number]), name: "<agent.name>", role: "agent" as const };
    const app = appOf({
      agents: [{ ...many, name: "dispatcher", role: "conductor" }, many],
      edges: [
        edgeOf("__start__", "dispatcher"),
        edgeOf("dispatcher", "<agent.name>"),
        edgeOf("<agent.name>", "dispatcher"),
      ],
    });
    expect(hopsText(app, [])).toMatch(
      /^the workers return to dispatcher: n steps go through it n \+ 1 times \(2 steps: 3\), /,
    );
  });

  it("says nothing without a conductor", () => {
    expect(hopsText(appOf({ shape: "swarm", conductor: null }), [])).toBeNull();
  });
});
