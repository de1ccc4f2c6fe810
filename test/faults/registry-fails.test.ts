import { describe, expect, it } from "vitest";
import { unconduct } from "../../adapters/langgraph/unconduct.ts";
import { MemoryTelemetry } from "../../adapters/memory/memory-telemetry.ts";
import type { RouteSource } from "../../shim/ports/route-source.ts";
import { decisionsIn } from "../harness/decisions-in.ts";
import { deskUpdates, inOrder, orderedDesk } from "../harness/ordered-desk.ts";
import { stageOf } from "../harness/stage-of.ts";

const busyFor = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

const failing: Readonly<Record<string, [RouteSource["lookUp"], string]>> = {
  throws: [
    () => {
      throw new Error("no index");
    },
    "registry-failed",
  ],
  rejects: [() => Promise.reject(new Error("no index")), "registry-failed"],
  "gives nonsense": [() => ({ yes: true }) as never, "registry-failed"],
  hangs: [() => new Promise(() => undefined), "registry-timeout"],
  "is slow": [
    (lookup) => {
      busyFor(30);
      return inOrder(lookup);
    },
    "registry-timeout",
  ],
};

describe.each(Object.entries(failing))("a registry that %s", (_, [lookUp, reason]) => {
  it.each(["shadow", "live"] as const)("leaves the run at %s as at stage 0, and says why", async (mode) => {
    const { app, turns } = orderedDesk();
    const wrapped = unconduct(app, {
      tenant: "acme",
      stages: stageOf({ registry: { mode } }),
      registry: { lookUp },
      routing: { updates: deskUpdates, budgetMs: 15, reaskShare: 0 },
    });
    const config = { configurable: { thread_id: "t" } };
    expect(await wrapped.invoke({}, config)).toEqual({ next: "done", log: ["a", "b"] });
    expect(turns).toEqual(["a", "b", "done"]);
    const decisions = await decisionsIn(wrapped, "t", "acme");
    const asked = decisions.filter(({ abstained }) => abstained !== null);
    expect(asked.map(({ abstained }) => abstained?.reason)).toEqual([reason, reason, reason]);
    expect(decisions.filter(({ recheckOf }) => recheckOf === null).map(({ by }) => by)).toEqual([
      "model",
      "model",
      "model",
    ]);
  });

  it("is left alone after five failures, which is told once", async () => {
    const { app } = orderedDesk();
    const telemetry = new MemoryTelemetry();
    let asked = 0;
    const counting: RouteSource["lookUp"] = (lookup) => {
      asked += 1;
      return lookUp(lookup);
    };
    const wrapped = unconduct(app, {
      tenant: "acme",
      telemetry,
      stages: stageOf({ registry: { mode: "live" } }),
      registry: { lookUp: counting },
      routing: { updates: deskUpdates, budgetMs: 15 },
    });
    for (const thread_id of ["1", "2", "3"]) await wrapped.invoke({}, { configurable: { thread_id } });
    expect(asked).toBe(5);
    expect(telemetry.events.map(({ kind }) => kind)).toEqual(["registry-given-up"]);
  });
});
