import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../adapters/memory/manual-clock.ts";
import { MemoryStageStore } from "../../../adapters/memory/memory-stage-store.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";
import type { StageSource } from "../../../shim/ports/stage-source.ts";
import { constantStages } from "../../../shim/stages/constant-stages.ts";
import { environmentStages } from "../../../shim/stages/environment-stages.ts";
import { functionStages } from "../../../shim/stages/function-stages.ts";
import { LiveStages } from "../../../shim/stages/live-stages.ts";
import { stageOf } from "../../harness/stage-of.ts";

const live = (source: StageSource) => {
  const clock = new ManualClock();
  const telemetry = new MemoryTelemetry();
  return { clock, telemetry, stages: new LiveStages({ source, clock, telemetry, fallback: "best-effort" }) };
};
const shadow = { registry: { mode: "shadow" } } as const;

describe("the stage of a run that begins", () => {
  it("is observing only where none was ever set", async () => {
    const { stages } = live(new MemoryStageStore());
    expect(await stages.inForce("acme")).toMatchObject({
      version: 0,
      registry: { mode: "off" },
      state: { mode: "off" },
    });
  });

  it("is asked for once where it cannot change", () => {
    let asked = 0;
    const read = () => {
      asked += 1;
      return stageOf(shadow);
    };
    const clock = new ManualClock();
    const options = { clock, telemetry: new MemoryTelemetry(), fallback: "best-effort" } as const;
    const stages = new LiveStages({ source: { read }, isConstant: true, ...options });
    for (let run = 0; run < 3; run += 1) {
      expect(stages.inForce("acme")).toMatchObject({ version: 1, registry: { mode: "shadow" } });
      clock.advance(60_000);
    }
    expect(asked).toBe(1);
  });

  it("comes from a constant, a function or the environment at once, and only for its own tenant", () => {
    const stage = stageOf(shadow);
    const environment: Record<string, string> = { UNCONDUCT_STAGE: JSON.stringify(stage) };
    for (const source of [
      constantStages(stage),
      functionStages((it) => (it === "acme" ? stage : null)),
      environmentStages(environment),
    ]) {
      const { stages } = live(source);
      expect(stages.inForce("acme")).toMatchObject({ version: 1, registry: { mode: "shadow" } });
      expect(stages.inForce("bolt")).toMatchObject({ version: 0 });
    }
  });

  it("follows a flip within a second, and asks a slow source once for many runs", async () => {
    const store = new MemoryStageStore();
    let asked = 0;
    const { stages, clock } = live({
      read: (tenant) => {
        asked += 1;
        return store.read(tenant);
      },
    });
    await Promise.all([stages.inForce("acme"), stages.inForce("acme"), stages.inForce("acme")]);
    await stages.inForce("acme");
    expect(asked).toBe(1);
    await store.replace(stageOf(shadow));
    clock.advance(1000);
    expect(await stages.inForce("acme")).toMatchObject({ version: 1, registry: { mode: "shadow" } });
    expect(asked).toBe(2);
  });

  it("has routing off with the kill switch on, and state where it was", () => {
    const on = { mode: "live" } as const;
    const stage = stageOf({ registry: on, handoff: on, bus: on, mesh: on, state: on }, { killSwitch: true });
    const off = { mode: "off" };
    expect(live(constantStages(stage)).stages.inForce("acme")).toMatchObject({
      registry: off,
      handoff: off,
      bus: off,
      mesh: off,
      state: on,
    });
  });
});

describe("a stage source that is down", () => {
  it("leaves the last known stage in force, says so once, and says when it is well again", async () => {
    const store = new MemoryStageStore();
    await store.replace(stageOf(shadow));
    let isDown = false;
    const { stages, clock, telemetry } = live({
      read: (tenant) => (isDown ? Promise.reject(new Error("refused")) : store.read(tenant)),
    });
    await stages.inForce("acme");
    isDown = true;
    for (let round = 0; round < 3; round += 1) {
      clock.advance(1000);
      expect(await stages.inForce("acme")).toMatchObject({ version: 1 });
    }
    expect(telemetry.events).toEqual([
      { kind: "stage-source-failed", tenant: "acme", cause: new Error("refused"), isKnown: true },
    ]);
    isDown = false;
    clock.advance(1000);
    await stages.inForce("acme");
    expect(telemetry.events.at(-1)).toEqual({ kind: "stage-source-recovered", tenant: "acme" });
  });

  it("does not hold a run up for longer than its patience", async () => {
    const { stages, clock, telemetry } = live({ read: () => new Promise(() => undefined) });
    const answer = stages.inForce("acme");
    clock.advance(500);
    expect(await answer).toMatchObject({ version: 0 });
    expect(telemetry.events).toMatchObject([{ kind: "stage-source-failed", isKnown: false }]);
  });

  it.each([
    ["not a stage/1", () => ({ ...stageOf({}), observe: "always" })],
    ["another tenant's", () => stageOf({}, { tenant: "bolt" })],
    [
      "thrown",
      () => {
        throw new Error("no");
      },
    ],
  ])("counts as down when its answer is %s", (_, read) => {
    const { stages, telemetry } = live({ read });
    expect(stages.inForce("acme")).toMatchObject({ version: 0 });
    expect(telemetry.events).toMatchObject([{ kind: "stage-source-failed", tenant: "acme", isKnown: false }]);
  });
});

describe("an abort", () => {
  it("reaches runs in flight of that tenant that began under an earlier version, once, and no others", async () => {
    const store = new MemoryStageStore();
    const { stages, clock } = live(store);
    const aborted: string[] = [];
    const follow = (name: string, tenant: string, version: number) =>
      stages.follow({ tenant, version, abort: () => aborted.push(name) });
    follow("old", "acme", 0);
    follow("new", "acme", 1);
    follow("other", "bolt", 0);
    const leave = follow("gone", "acme", 0);
    leave();
    await store.replace(stageOf({}, { version: 1, killSwitch: true, abortBefore: 1 }));
    for (let round = 0; round < 3; round += 1) {
      clock.advance(1000);
      await stages.inForce("acme");
    }
    expect(aborted).toEqual(["old"]);
  });
});
