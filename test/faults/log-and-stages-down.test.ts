import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../adapters/langgraph/unconduct.ts";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { MemoryTelemetry } from "../../adapters/memory/memory-telemetry.ts";
import { RedisDecisionLog, RedisStageStore } from "../../adapters/redis/index.ts";
import type { Stage } from "../../contracts/stage.ts";
import { deskUpdates, inOrder, orderedDesk } from "../harness/ordered-desk.ts";
import { stageOf } from "../harness/stage-of.ts";
import { waitUntil } from "../harness/wait-until.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

const final = { next: "done", log: ["a", "b"] };
const onThread = (thread_id: string) => ({ configurable: { thread_id } });

describe.skipIf(process.env.REDIS_URL)("the decision log and the stage source on Redis", () => {
  const redis = withRedisServer(["--appendonly", "yes", "--appendfsync", "always"]);

  /** A desk whose log and stages are on the server; commands fail at once while it is away. */
  const desk = (tenant: string, log: Partial<ConstructorParameters<typeof RedisDecisionLog>[0]> = {}) => {
    const { app, turns } = orderedDesk();
    const client = redis().connect({ maxRetriesPerRequest: 0, enableOfflineQueue: false });
    const stages = new RedisStageStore({ client });
    const telemetry = new MemoryTelemetry();
    const wrapped = unconduct(app, {
      ...{ tenant, stages, telemetry, log: new RedisDecisionLog({ client, ...log }), registry: { lookUp: inOrder } },
      routing: { updates: deskUpdates, budgetMs: 1_000, recheckShare: 0 },
    });
    const set = async (modes: Partial<Stage["stages"]>, observe: Stage["observe"]) => {
      const version = ((await stages.read(tenant))?.version ?? 0) + 1;
      expect(await stages.replace(stageOf(modes, { tenant, version, observe }))).toEqual({ kind: "written" });
    };
    const kinds = async () => {
      await shimOf(wrapped)?.flush();
      return new Set(telemetry.events.map(({ kind }) => kind));
    };
    const isConnected = () => waitUntil(() => client.status === "ready", 60_000);
    return { wrapped, turns, set, kinds, telemetry, isConnected };
  };

  it("a log that is full: a best-effort run ends as bare and the gap is counted, a required one is refused", async () => {
    const { wrapped, set, kinds, telemetry, isConnected } = desk("full", { perTenant: 2, whenFull: "refuse" });
    await isConnected();
    await set({}, "best-effort");
    expect(await wrapped.invoke({}, onThread("1"))).toEqual(final);
    expect(await kinds()).toEqual(new Set(["decisions-lost"]));
    const lost = telemetry.events.reduce((sum, it) => sum + (it.kind === "decisions-lost" ? it.count : 0), 0);
    expect(lost).toBeGreaterThanOrEqual(1);
    await set({}, "required");
    await waitUntil(async () => {
      const failed = await wrapped.invoke({}, onThread("2")).then(
        () => null,
        (error: unknown) => error,
      );
      if (failed !== null) expect(failed).toMatchObject({ code: "LOG_UNAVAILABLE", cause: { code: "LOG_FULL" } });
      return failed !== null;
    });
    // Once the stage is known, before the run does anything: not even its input is kept.
    await expect(wrapped.invoke({}, onThread("3"))).rejects.toMatchObject({ cause: { code: "LOG_FULL" } });
    expect((await wrapped.getState(onThread("3"))).values).toEqual({});
    await set({}, "best-effort");
    await waitUntil(() =>
      wrapped.invoke(null, onThread("2")).then(
        () => true,
        () => false,
      ),
    );
    expect((await wrapped.getState(onThread("2"))).values).toEqual(final);
  });

  it("a server that is full: the same, with what the server says as cause", async () => {
    const { wrapped, set, kinds, isConnected } = desk("no-room");
    await isConnected();
    await set({}, "best-effort");
    expect(await wrapped.invoke({}, onThread("0"))).toEqual(final); // the stage is known from here
    const admin = redis().connect();
    await admin.config("SET", "maxmemory-policy", "noeviction");
    await admin.config("SET", "maxmemory", "1mb");
    try {
      expect(await wrapped.invoke({}, onThread("1"))).toEqual(final);
      expect(await kinds()).toEqual(new Set(["decisions-lost"]));
      const required = unconduct(orderedDesk().app, {
        ...{ tenant: "no-room", observe: { onLogFailure: "required" } },
        log: new RedisDecisionLog({ client: redis().connect() }),
      });
      await expect(required.invoke({}, onThread("2"))).rejects.toMatchObject({
        ...{ code: "LOG_UNAVAILABLE", cause: { code: "REDIS_FULL" } },
      });
    } finally {
      await admin.config("SET", "maxmemory", "0");
    }
  });

  it("a server that is gone: best-effort runs go on under the last known stage, required ones do not begin", async () => {
    const best = desk("best");
    const strict = desk("strict");
    for (const it of [best, strict]) await it.isConnected();
    await best.set({ registry: { mode: "live" } }, "best-effort");
    await strict.set({ registry: { mode: "live" } }, "required");
    for (const { wrapped } of [best, strict]) expect(await wrapped.invoke({}, onThread("1"))).toEqual(final);
    expect([best.turns, strict.turns]).toEqual([["done"], ["done"]]);

    await redis().server.halt();
    for (const [index, { wrapped }] of [best, strict].entries()) {
      const run = wrapped.invoke({}, onThread("2"));
      if (index === 0) expect(await run).toEqual(final);
      else await expect(run).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
    }
    expect(best.turns).toEqual(["done", "done"]); // the registry still decides for this tenant
    expect(strict.turns).toEqual(["done"]);
    expect((await strict.wrapped.getState(onThread("2"))).values).toEqual({});
    await waitUntil(async () => {
      await best.wrapped.invoke({}, onThread(crypto.randomUUID()));
      return (await best.kinds()).has("stage-source-failed"); // once what was known is no longer fresh
    });

    await redis().server.resume();
    for (const it of [best, strict]) await it.isConnected();
    expect(await strict.wrapped.invoke({}, onThread("3"))).toEqual(final);
    await waitUntil(async () => {
      await best.wrapped.invoke({}, onThread(crypto.randomUUID()));
      return (await best.kinds()).has("stage-source-recovered");
    });
    expect(best.telemetry.events.filter(({ kind }) => kind === "stage-source-failed")).toHaveLength(1);
  });

  it("a server that was never there: the app runs, observed and nothing else; moved state is not guessed", async () => {
    await redis().server.halt();
    try {
      const { wrapped, turns, kinds } = desk("early");
      expect(await wrapped.invoke({}, onThread("1"))).toEqual(final);
      expect(turns).toEqual(["a", "b", "done"]);
      expect(await kinds()).toEqual(new Set(["stage-source-failed", "decisions-lost"]));
      const client = redis().connect({ maxRetriesPerRequest: 0, enableOfflineQueue: false });
      const moving = unconduct(orderedDesk().app, {
        ...{ tenant: "early", stages: new RedisStageStore({ client }), telemetry: new MemoryTelemetry() },
        state: { to: new RedisSaver({ client, tenant: "early" }) },
      });
      await expect(moving.invoke({}, onThread("1"))).rejects.toMatchObject({ code: "STAGE_UNKNOWN" });
    } finally {
      await redis().server.resume();
    }
  });
});
