import { MemorySaver } from "@langchain/langgraph";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { functionStages, unconduct } from "../../../../adapters/langgraph/index.ts";
import { ManualClock } from "../../../../adapters/memory/manual-clock.ts";
import { MemoryDecisionLog } from "../../../../adapters/memory/memory-decision-log.ts";
import { MemoryTelemetry } from "../../../../adapters/memory/memory-telemetry.ts";
import type { Stage, StateMove } from "../../../../contracts/stage.ts";
import { busyGraph, busyTurn, historyOf } from "../../../harness/langgraph-threads.ts";
import { stageOf } from "../../../harness/stage-of.ts";

type Mode = StateMove["mode"];
const modes = ["off", "dual-write", "compare", "live", "ramp-down", "complete"] as const;
const onThread = (thread_id: string) => ({ configurable: { thread_id } });

/** The busy graph behind the shim: a thread's tenant is what its name begins with, and `set` flips a tenant. */
const setUp = () => {
  const stages = new Map<string, Stage>();
  const news = new Map<string, MemorySaver>();
  const own = new MemorySaver();
  const telemetry = new MemoryTelemetry();
  const newOf = (tenant: string): MemorySaver => {
    const saver = news.get(tenant) ?? new MemorySaver();
    news.set(tenant, saver);
    return saver;
  };
  const app = unconduct(busyGraph(own), {
    tenant: ({ configurable }) => String(configurable?.thread_id).split("-")[0] ?? "",
    stages: functionStages((tenant) => stages.get(tenant) ?? null),
    log: new MemoryDecisionLog(),
    telemetry,
    state: { to: newOf },
  });
  const set = (tenant: string, mode: Mode) =>
    stages.set(tenant, stageOf({ state: { mode } }, { tenant, version: (stages.get(tenant)?.version ?? 0) + 1 }));
  return { app, own, newOf, set, telemetry };
};

const expected = async (turns: number, thread: string) => {
  const graph = busyGraph(new MemorySaver());
  for (let turn = 0; turn < turns; turn += 1) await busyTurn(graph, thread, turn, "async");
  return historyOf(graph, thread);
};

describe("a wrapped graph whose tenant's stage moves its state", () => {
  it("has in every mode the history that it would have without a shim, and writes where the mode says", async () => {
    const { app, own, newOf, set } = setUp();
    const isIn = async (saver: MemorySaver) => (await saver.getTuple(onThread("a-1"))) !== undefined;
    for (const [turn, mode] of modes.entries()) {
      set("a", mode);
      await busyTurn(app, "a-1", turn, "async");
      expect(await historyOf(app, "a-1"), mode).toEqual(await expected(turn + 1, "a-1"));
      expect([await isIn(own), await isIn(newOf("a"))], mode).toEqual([true, mode !== "off"]);
    }
    const [before, after] = await Promise.all([own, newOf("a")].map((saver) => saver.getTuple(onThread("a-1"))));
    expect(after?.checkpoint.id.localeCompare(before?.checkpoint.id ?? "")).toBe(1);
  });

  it("stays in the graph's own checkpointer for a tenant without a stage", async () => {
    const { app, newOf } = setUp();
    await busyTurn(app, "b-1", 0, "async");
    expect(await newOf("b").getTuple(onThread("b-1"))).toBeUndefined();
  });

  it("refuses a run while the source has never said where the state is, and takes it once it has", async () => {
    let isDown = true;
    const clock = new ManualClock();
    const read = () => {
      if (isDown) throw new Error("down");
      return stageOf({ state: { mode: "live" } }, { tenant: "a" });
    };
    const app = unconduct(busyGraph(new MemorySaver()), {
      ...{ tenant: "a", clock, stages: { read }, state: { to: new MemorySaver() }, telemetry: new MemoryTelemetry() },
    });
    await expect(app.invoke({}, onThread("a-1"))).rejects.toMatchObject({ code: "STAGE_UNKNOWN" });
    await expect(app.getState(onThread("a-1"))).rejects.toMatchObject({ code: "STAGE_UNKNOWN" });
    isDown = false;
    clock.advance(500);
    await busyTurn(app, "a-1", 0, "async");
    isDown = true;
    clock.advance(500); // from here on what was said last holds
    await busyTurn(app, "a-1", 1, "async");
    expect(await historyOf(app, "a-1")).toEqual(await expected(2, "a-1"));
  });

  it("keeps the saver that a run began with, and reads and updates state by the mode of now", async () => {
    const { app, newOf, set } = setUp();
    set("a", "dual-write");
    const run = await app.stream({ messages: [] }, onThread("a-1"));
    await run.next();
    set("a", "ramp-down");
    for await (const _ of run); // to its end
    await app.updateState(onThread("a-1"), { approved: "by hand" });
    expect((await app.getState(onThread("a-1"))).values).toMatchObject({
      approved: "by hand",
      found: expect.any(Array),
    });
    const newest = await newOf("a").getTuple(onThread("a-1"));
    expect(newest?.checkpoint.channel_values).toMatchObject({ approved: "by hand" });
  });

  it("goes on when the side that does not answer fails, and says so without contents", async () => {
    const { app, newOf, set, telemetry } = setUp();
    newOf("a").put = () => Promise.reject(new Error("down"));
    set("a", "dual-write");
    await busyTurn(app, "a-1", 0, "sync");
    expect(await historyOf(app, "a-1")).toEqual(await expected(1, "a-1"));
    expect(telemetry.events).toContainEqual(
      expect.objectContaining({ kind: "state-mirror-failed", tenant: "a", thread: "a-1", side: "new" }),
    );
  });

  it("loses no write and shows none to another tenant while stages are flipped at random under load", async () => {
    const reversible = fc.constantFrom<Mode>("off", "dual-write", "compare", "live", "ramp-down");
    const tenants = ["a", "b", "c"];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(reversible, reversible, reversible), { minLength: 2, maxLength: 3 }),
        async (path) => {
          const { app, newOf, set, telemetry } = setUp();
          for (const [turn, flips] of path.entries())
            await Promise.all(
              tenants.map(async (tenant, index) => {
                set(tenant, flips[index] ?? "off");
                await busyTurn(app, `${tenant}-1`, turn, "async");
              }),
            );
          for (const tenant of tenants) {
            expect(await historyOf(app, `${tenant}-1`)).toEqual(await expected(path.length, `${tenant}-1`));
            const threads = new Set<unknown>();
            for await (const { config } of newOf(tenant).list({})) threads.add(config.configurable?.thread_id);
            expect([...threads].every((thread) => thread === `${tenant}-1`)).toBe(true);
          }
          expect(telemetry.events).toEqual([]);
        },
      ),
      { numRuns: 5, seed: 4 },
    );
  });
});
