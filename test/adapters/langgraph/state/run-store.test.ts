import { Annotation, InMemoryStore, type LangGraphRunnableConfig, START, StateGraph } from "@langchain/langgraph";
import { expect, it } from "vitest";
import { functionStages, unconduct } from "../../../../adapters/langgraph/index.ts";
import { MemoryTelemetry } from "../../../../adapters/memory/memory-telemetry.ts";
import type { Stage, StateMove } from "../../../../contracts/stage.ts";
import { stageOf } from "../../../harness/stage-of.ts";
import { waitUntil } from "../../../harness/wait-until.ts";

const State = Annotation.Root({ visits: Annotation<number>() });

/** A graph that counts its visits in its store. */
const counting = (store: InMemoryStore) =>
  new StateGraph(State)
    .addNode("count", async (_, config: LangGraphRunnableConfig) => {
      const before = await config.store?.get(["visits"], "all");
      const visits = Number(before?.value.count ?? 0) + 1;
      await config.store?.put(["visits"], "all", { count: visits });
      return { visits };
    })
    .addEdge(START, "count")
    .compile({ store });

const setUp = () => {
  const [own, other, telemetry] = [new InMemoryStore(), new InMemoryStore(), new MemoryTelemetry()];
  let stage: Stage | null = null;
  let version = 0;
  const app = unconduct(counting(own), {
    tenant: "a",
    stages: functionStages(() => stage),
    telemetry,
    state: { store: () => other },
  });
  const set = (mode: StateMove["mode"]) => {
    version += 1;
    stage = stageOf({ state: { mode } }, { tenant: "a", version });
  };
  const countIn = async (store: InMemoryStore) => (await store.get(["visits"], "all"))?.value.count;
  return { app, own, other, set, telemetry, countIn };
};

it("counts on in every mode, there and back, and writes where the mode says", async () => {
  const { app, own, other, set, telemetry, countIn } = setUp();
  const ways = [
    "off",
    "dual-write",
    "compare",
    "live",
    "ramp-down",
    "live",
    "compare",
    "live",
    "ramp-down",
    "complete",
  ] as const;
  const held: unknown[] = [];
  for (const [turn, mode] of ways.entries()) {
    set(mode);
    expect(await app.invoke({}), mode).toEqual({ visits: turn + 1 });
    held.push([await countIn(own), await countIn(other)]);
  }
  const both = (count: number) => [count, count];
  expect(held).toEqual([[1, undefined], both(2), both(3), both(4), [4, 5], both(6), both(7), both(8), [8, 9], [8, 10]]);
  expect(telemetry.events).toEqual([]);
});

it("stays in the graph's own store for a tenant without a stage", async () => {
  const { app, own, other, countIn } = setUp();
  await app.invoke({});
  expect([await countIn(own), await countIn(other)]).toEqual([1, undefined]);
});

it("tells the telemetry which item differs, and where", async () => {
  const { app, other, set, telemetry } = setUp();
  set("compare");
  await app.invoke({});
  await other.put(["visits"], "all", { count: "tampered" });
  await app.invoke({});
  expect(telemetry.events).toEqual([
    { kind: "store-mismatch", tenant: "a", place: '["visits","all"]', paths: ["value.count"] },
  ]);
});

it("takes what a run writes late to where later runs write by then", async () => {
  const [own, other] = [new InMemoryStore(), new InMemoryStore()];
  let stage = stageOf({ state: { mode: "off" } }, { tenant: "a", version: 1 });
  let [isHeld, release] = [false, () => {}];
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const graph = new StateGraph(Annotation.Root({ key: Annotation<string>() }))
    .addNode("keep", async ({ key }, config: LangGraphRunnableConfig) => {
      if (key === "late") {
        isHeld = true;
        await held;
      }
      await config.store?.put(["kept"], key, { key });
      return {};
    })
    .addEdge(START, "keep")
    .compile({ store: own });
  const app = unconduct(graph, { tenant: "a", stages: functionStages(() => stage), state: { store: () => other } });
  const late = app.invoke({ key: "late" });
  await waitUntil(() => isHeld);
  stage = stageOf({ state: { mode: "complete" } }, { tenant: "a", version: 2 });
  await app.invoke({ key: "soon" });
  release();
  await late;
  expect((await other.search(["kept"])).map(({ key }) => key).sort()).toEqual(["late", "soon"]);
});
