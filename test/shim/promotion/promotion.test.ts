import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../adapters/memory/manual-clock.ts";
import { MemoryStageStore } from "../../../adapters/memory/memory-stage-store.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";
import type { Rollout } from "../../../contracts/stage.ts";
import { BreachWatch } from "../../../shim/promotion/breach-watch.ts";
import { breachOf } from "../../../shim/promotion/judge-stage.ts";
import { nextPromotion, stepDown } from "../../../shim/promotion/next-mode.ts";
import { defaultPromotionRules as rules } from "../../../shim/promotion/promotion-rules.ts";
import { stageFigures } from "../../../shim/promotion/stage-figures.ts";
import { stageOf } from "../../harness/stage-of.ts";
import { stageRuns } from "../../harness/stage-runs.ts";

const day = 24 * 60 * 60 * 1_000;
const now = Date.parse("2026-01-02T00:00:00.000Z");
const at = now - day / 2;
const canary: Rollout = { mode: "canary", percent: 25 };
const stage = (registry: Rollout) => stageOf({ registry });
const missing = (registry: Rollout, decisions: Parameters<typeof nextPromotion>[2], time = now) =>
  nextPromotion(stage(registry), "registry", decisions, rules, time).missing;

describe("a step up", () => {
  it("goes off, shadow, canary 5, 25, 50, live, whatever share it starts from", () => {
    const steps = [
      { mode: "off" },
      { mode: "shadow" },
      { mode: "canary", percent: 3 },
      { mode: "canary", percent: 30 },
    ];
    const next = [...steps, { mode: "canary", percent: 60 }, { mode: "live" }].map(
      (from) => nextPromotion(stage(from as Rollout), "registry", [], rules, now).to,
    );
    expect(next).toEqual([
      { mode: "shadow" },
      { mode: "canary", percent: 5 },
      { mode: "canary", percent: 5 },
      { mode: "canary", percent: 50 },
      { mode: "live" },
      null,
    ]);
  });

  it("wants compared turns, and agreement near the model's with itself", () => {
    expect(missing({ mode: "off" }, [])).toEqual([]);
    expect(missing({ mode: "shadow" }, stageRuns("s", 20, { mode: "shadow", at }))).toEqual([
      "20 turns are compared, 150 are wanted",
    ]);
    expect(missing({ mode: "shadow" }, stageRuns("s", 200, { mode: "shadow", at }))).toEqual([]);
    expect(missing({ mode: "shadow" }, stageRuns("s", 200, { mode: "shadow", unlike: 20, at }))[0]).toMatch(
      /^agreement is at least 85.* \(180 of 200\), 97.0 % is wanted/,
    );
  });

  it("wants runs with and without the stage, no more failures and no slower runs", () => {
    const control = stageRuns("c", 100, { mode: "shadow", at });
    expect(missing(canary, control)).toContain("0 runs with the stage are seen, 50 are wanted");
    const treated = stageRuns("t", 100, { mode: "canary", at });
    expect(missing(canary, [...control, ...treated])).toEqual([]);
    const failing = stageRuns("t", 100, { mode: "canary", failed: 5, at });
    expect(missing(canary, [...control, ...failing])).toEqual(["5.0 % of the runs fail, 0.0 % without it"]);
    const slow = stageRuns("t", 100, { mode: "canary", durationMs: 300, at });
    expect(missing(canary, [...control, ...slow])[0]).toMatch(/up to 300 ms, 100 ms without/);
  });

  it("waits after every change, and looks at the window only", () => {
    const seen = stageRuns("s", 200, { mode: "shadow", at });
    const soon = Date.parse("2026-01-01T00:30:00.000Z");
    expect(missing({ mode: "shadow" }, seen, soon)[0]).toMatch(/wait 30 min more/);
    expect(missing({ mode: "shadow" }, seen, now + 2 * day)).toEqual(["0 turns are compared, 150 are wanted"]);
  });
});

describe("a breach", () => {
  const breach = (decisions: Parameters<typeof stageFigures>[0]) =>
    breachOf(stageFigures(decisions, "registry", 0), rules);

  it("is agreement, failure or slowness beyond chance, and nothing less", () => {
    const control = stageRuns("c", 60, { mode: "shadow", at });
    const treated = (rest: object) => [...control, ...stageRuns("t", 60, { mode: "canary", at, ...rest })];
    expect(breach(treated({}))).toBeNull();
    expect(breach(treated({ unlike: 2 }))).toBeNull();
    expect(breach(treated({ unlike: 30 }))).toMatch(/^agreement is at most/);
    expect(breach(treated({ failed: 3 }))).toBeNull();
    expect(breach(treated({ failed: 20 }))).toMatch(/of the runs fail \(20 of 60\)/);
    expect(breach(treated({ durationMs: 130 }))).toBeNull();
    expect(breach(treated({ durationMs: 200 }))).toMatch(/take up to 200 ms/);
    expect(breach(stageRuns("t", 15, { mode: "live", unlike: 15, at }))).toBeNull();
  });

  it("takes the tenant back by itself, once, with the reason in the history, and leaves others alone", async () => {
    const clock = new ManualClock(now);
    const telemetry = new MemoryTelemetry();
    const stages = new MemoryStageStore();
    await stages.replace(stage({ mode: "live" }));
    await stages.replace(stageOf({ registry: { mode: "live" } }, { tenant: "globex" }));
    const watch = new BreachWatch({ stages, clock, telemetry, rules });
    for (const decision of stageRuns("t", 40, { mode: "live", unlike: 30, at })) watch.saw(decision);
    await watch.settled();
    clock.advance(1_000);
    const [last] = stageRuns("u", 1, { mode: "live", at });
    if (last) watch.saw(last);
    await watch.settled();
    const [present, ...before] = await stages.history("acme", 10);
    expect(present).toMatchObject({ version: 2, by: "unconduct", stages: { registry: { mode: "shadow" } } });
    expect(present?.reason).toMatch(/^rolled back registry from live by itself: agreement is at most/);
    expect(before).toHaveLength(1);
    expect((await stages.read("globex"))?.version).toBe(1);
    expect(telemetry.events.map(({ kind }) => kind)).toEqual(["rolled-back"]);
  });

  it("goes to shadow, and from there to off", () => {
    expect([{ mode: "live" }, canary, { mode: "shadow" }].map((it) => stepDown(it as Rollout).mode)).toEqual([
      "shadow",
      "shadow",
      "off",
    ]);
  });
});
